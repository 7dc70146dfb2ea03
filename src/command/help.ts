/** What `rally-ext --help` prints. */
export const help = `usage: rally-ext new NAME         a new extension, in the folder NAME
       rally-ext audit [DIR]      the score, with evidence at file:line
       rally-ext harden [DIR]     fix what can be fixed; shows the diff, asks, then writes
       rally-ext alembic [DIR]    harden's rules for migrations only
       rally-ext env [DIR]        list the variables in .env.production.example, pass them on
       rally-ext explain RULE     what a rule asks for, and why

new      --dir DIR (another folder)   --title TEXT   --description TEXT
         --database postgres|mongo|none   --api-port N   --web-port N
         --scopes LIST (the first may change what the example keeps)
         --assets LIST|all|none (tests, publish-images, release, validate, dependabot,
         standalone, staging, monitoring, runbook; default all)
         --git (make a repository, commit everything)   --yes   --dry-run   --force (also where
         something else is; it stays)   and of harden: --registry-owner --platforms
         --release-flow --secrets-mode --secrets-provider
audit    --format text|json|md|sarif|html   --output FILE   --min-score N (exit 1 below it)
harden   --yes (do not ask)   --review (also fixes that change behaviour, and the first migration:
         Alembic writes it, on a PostgreSQL that is thrown away; that runs the API's code)
         --autogenerate | --no-autogenerate (the first migration also without --review, or not)
         --only IDS   --skip IDS   (rule ids, comma-separated)
         --dry-run (show only)   --check (show only, exit 1 where something would change)
         --force (also files with uncommitted changes)
         --health-path PATH   --format text|json
         --registry-owner NAME (owner of the images on ghcr.io, where nothing else says it)
         --platforms LIST (what images are built for, such as linux/amd64,linux/arm64)
         --release-flow tag|release-please (how releases are made)
         --secrets-mode files|swarm|env (where containers get their secrets)
         --secrets-provider LIST (add scripts that fetch them: aws,vault)
alembic  what harden takes
env      --yes   --dry-run   --force   --format text|json
         --check (compare .env.production with the template; exit 1 for what is missing, empty,
         unknown or still a placeholder)   --file FILE (another one than .env.production)
all      --color | --no-color   --help   --version

exit codes: 0 fine · 1 below --min-score, or --check found something · 2 bad usage or bad input
            130 stopped by Ctrl-C
`;
