/* The address bar: which conversation is shown and which place of the source is read. The conversation is remembered
   for the next visit, too, so that closing the page loses nothing. */
window.reportQAAddress = (() => {
  "use strict";

  const LAST = "rq-conversation";

  /* Private windows may have no storage; the address alone serves then. */
  function stored(value) {
    try {
      if (value === undefined) return localStorage.getItem(LAST) ?? "";
      if (value) localStorage.setItem(LAST, value); else localStorage.removeItem(LAST);
    } catch { /* nothing to remember with */ }
    return value ?? "";
  }

  function set(values) {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries(values)) if (value === "") query.delete(name); else query.set(name, value);
    const wanted = query.size ? "?" + query : location.pathname;
    if (wanted !== location.search) history.replaceState(history.state, "", wanted);
  }

  function current() { return new URLSearchParams(location.search).get("conversation") ?? ""; }

  function keep(conversation) {
    if (conversation === current() && conversation === stored()) return;
    stored(conversation);
    set({ conversation });
  }

  function clear() { stored(""); history.replaceState(history.state, "", location.pathname); }

  if (!current() && stored()) set({ conversation: stored() }); // before the page asks for what to show

  return { keep, clear, current, read: (id, start, end) => set({ document: id, start, end }) };
})();
