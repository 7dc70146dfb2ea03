const response = await fetch('/api/tombola/v1/tickets/limit');
const { limit } = (await response.json()) as { limit: number };
document.querySelector('#app')!.textContent = `At most ${limit} tickets each`;
