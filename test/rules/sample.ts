/** What every extension of the rules' tests has. */
export const sample = {
  'manifest.json': `{
  "name": "rally",
  "version": "1.2.0",
  "api": { "port": 8003 },
  "web": { "port": 3003 }
}
`,
};

/** An API whose image has Python and neither curl nor wget. */
export const apiDockerfile = `FROM python:3.12-slim
COPY ./app ./app
EXPOSE 8003
CMD ["uvicorn", "app.main:app", "--host", "0.0.0.0", "--port", "8003"]
`;

/** A web client served by nginx on Alpine, which has BusyBox's wget. */
export const webDockerfile = `FROM node:22-alpine AS build
RUN npm run build
FROM nginx:1.29-alpine
COPY --from=build /web/dist /usr/share/nginx/html/rally
EXPOSE 3003
`;

/** An application without a health endpoint. */
export const plainApp = `from fastapi import FastAPI

app = FastAPI()


@app.get("/teams")
def teams() -> list[str]:
    return []


if __name__ == "__main__":
    import uvicorn

    uvicorn.run(app, port=8082)
`;

/** An application that has one. */
export const healthyApp = `from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> dict[str, str]:
    return {"status": "ok"}
`;

/** pyproject.toml of an API for Python 3.12. */
export const pyproject = `[project]
name = "api-rally"
requires-python = ">=3.12"
`;
