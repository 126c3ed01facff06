// Reading the agents: one's own, and a page of the public ones.

const PAGE = 30;

/** One's own agents and the first public ones of others. Throws `Problem`. */
export async function readAgents(api, account) {
  const [mine, open] = await Promise.all([api.get("/api/agents/my"), morePublic(api, account, 0)]);
  return { mine: mine.agents, ...open };
}

/** The public agents of others from `offset` on: `{others, next}`. Throws `Problem`. */
export async function morePublic(api, account, offset) {
  const page = await api.get(`/api/agents?limit=${PAGE}&offset=${offset}`);
  const next = offset + page.agents.length;
  return {
    others: page.agents.filter(({ owner_id: ownerId }) => ownerId !== account.id),
    next: next < page.total && page.agents.length ? next : null,
  };
}
