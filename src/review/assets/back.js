/** A link to write a rule for an organisation knows the view that it was in; without script one comes back to the organisation. */
addEventListener('click', ({ target }) => {
  const link = target instanceof Element ? target.closest('a[href^="/network?"]') : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  const to = new URL(link.href);
  to.searchParams.set('back', location.pathname + location.search);
  link.href = to.href;
});
