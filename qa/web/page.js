/* The page's behaviour: the chat, following citations, copying, editing, tabs.
   Text reaches the page escaped by the server; here it is only ever handled as text. */
window.reportQA = (() => {
  "use strict";

  const narrow = matchMedia("(max-width: 860px)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const root = document.documentElement;
  const draw = window.reportQADraw;
  const $ = (selector, within = document) => within.querySelector(selector);
  const send = { ask: () => {}, clear: () => {}, open: () => {} };
  let lastTurn = "", lastPhase = "", cameFrom = null, moveFocus = false, goThere = false, tell = false, clearNext = false;

  /* ---- the chat ---- */

  function chat(element, props, watch, triggers) {
    Object.assign(send, triggers);
    const host = $(".rq-drawn", element);
    const show = () => { draw(host, props.value ?? ""); afterChat(host); showCurrent(); };
    watch("value", show);
    show();
    arrange();
  }

  function afterChat(host) {
    const turn = host.lastElementChild?.closest(".rq-turn") ?? [...host.querySelectorAll(".rq-turn")].pop();
    const id = turn?.dataset.turn ?? "", phase = turn?.dataset.phase ?? "";
    const running = phase === "searching" || phase === "writing";
    root.toggleAttribute("data-rq-busy", running);
    if (turn && (id !== lastTurn || (lastPhase !== phase && !running))) scrollWithin($("#rq-conversation"), turn, 12);
    if (turn && (id !== lastTurn || phase !== lastPhase)) {
      if (running) say("Searching the documents.");
      else say(phase === "stopped" ? "Stopped." : turn.dataset.spoken ?? "");
      if (phase === "failed") giveBack($(".rq-asked", turn)?.dataset.full ?? "");
    }
    lastTurn = id;
    lastPhase = phase;
    if (clearNext && !running) newChat();
  }

  /* What was typed is not lost when it could not be answered: it comes back into the empty box. */
  function giveBack(text) {
    const box = $("#rq-box textarea, #rq-box input");
    if (!box || box.value) return;
    const value = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(box), "value");
    value.set.call(box, text);
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function say(words) { const live = $("#rq-live"); if (live) live.textContent = words; }

  function edit(turn) {
    const question = $(".rq-question", turn);
    if (!question || $("form", question)) return;
    const form = document.createElement("form"), area = document.createElement("textarea");
    area.value = $(".rq-asked", question).dataset.full;
    area.setAttribute("aria-label", "Edit this question");
    area.rows = Math.min(8, Math.max(2, Math.ceil(area.value.length / 60)));
    const foot = document.createElement("div");
    const later = turn.nextElementSibling?.matches(".rq-turn");
    foot.append(part("span", later ? "The questions after it go." : "", "rq-edit-note"));
    const cancel = part("button", "Cancel", "rq-quiet"), ask = part("button", "Ask", "rq-primary");
    cancel.type = "button";
    foot.append(cancel, ask);
    form.className = "rq-edit";
    form.append(area, foot);
    const leave = () => { form.remove(); question.classList.remove("rq-editing"); $("[data-edit]", question)?.focus(); };
    cancel.addEventListener("click", leave);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!area.value.trim()) return;
      form.remove();
      question.classList.remove("rq-editing");
      send.ask({ at: turn.dataset.turn, question: area.value });
      focusBox();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.stopPropagation(); leave(); }
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target === area) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    question.classList.add("rq-editing");
    question.append(form);
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  }

  function part(tag, words, name) {
    const made = document.createElement(tag);
    made.textContent = words;
    made.className = name;
    return made;
  }

  /* An answer that is being made is stopped first, and the chat cleared once it has. */
  function newChat() {
    clearNext = root.hasAttribute("data-rq-busy");
    if (clearNext) return $("#rq-box .stop-button")?.click();
    history.replaceState(history.state, "", location.pathname);
    send.clear({});
    showPane("chat");
    focusBox();
  }

  function focusBox() { if (!narrow.matches) $("#rq-box textarea, #rq-box input")?.focus(); }

  /* ---- the source ---- */

  function source(element, props, watch, triggers) {
    Object.assign(send, triggers);
    const host = $(".rq-drawn", element);
    let place = "";
    const show = () => {
      draw(host, props.value ?? "");
      const reader = $(".rq-reader", host);
      if (!reader) return;
      const { document: id, start, end } = reader.dataset;
      const now = [id, start, end].join();
      if (now !== place) goThere = true;
      arrive(reader, place.split(",")[0] !== id);
      place = now;
      showCurrent();
    };
    watch("value", show);
    show();
    if (new URLSearchParams(location.search).has("document")) showPane("source");
    arrange();
  }

  function arrive(reader, otherDocument) {
    if (goThere) toPlace(reader, otherDocument);
    if (moveFocus) reader.focus({ preventScroll: true });
    if (tell) {
      const marked = [...reader.querySelectorAll("mark.rq-active")].map((mark) => mark.textContent).join(" ");
      say([$(".rq-position")?.textContent, marked].filter(Boolean).join(": "));
    }
    goThere = moveFocus = tell = false;
  }

  function toPlace(reader, otherDocument) {
    const mark = $("mark.rq-active", reader);
    if (mark) scrollWithin(reader, mark, reader.clientHeight * 0.3, otherDocument);
    else reader.scrollTo({ top: 0 });
  }

  function scrollWithin(scroller, target, margin, atOnce = false) {
    const by = target.getBoundingClientRect().top - scroller.getBoundingClientRect().top - margin;
    const jump = atOnce || still.matches || Math.abs(by) > 3 * scroller.clientHeight;
    scroller.scrollTo({ top: scroller.scrollTop + by, behavior: jump ? "instant" : "smooth" });
  }

  function open(link, byKeyboard) {
    const { document: id, start, end, turn, walk, number, first, last } = link.dataset;
    const within = Boolean(link.closest("#rq-source"));
    if (!within) cameFrom = { turn, walk, number, chip: link.matches(".rq-chip") };
    goThere = tell = first === undefined;
    moveFocus = first !== undefined || (!within && (byKeyboard || narrow.matches));
    if (goThere) address(id, start, end);
    showPane("source");
    // What is shown already need not be fetched, only found again.
    if (goThere && link.getAttribute("aria-current")) return arrive($(".rq-reader"), false);
    send.open({ document: id, start, end, turn, walk, number, first, last });
  }

  /* The chips and cards of what the source shows are marked. */
  function showCurrent() {
    const { turn, walk, number } = $(".rq-reader")?.dataset ?? {};
    for (const link of document.querySelectorAll("#rq-chat [data-open]")) {
      const { turn: itsTurn, walk: itsWalk, number: itsNumber } = link.dataset;
      const current = Boolean(turn) && itsTurn === turn && itsWalk === walk && itsNumber === number;
      if (current) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    }
  }

  /* The address bar holds the link to what is being read. */
  function address(id, start, end) {
    const query = new URLSearchParams(location.search);
    for (const [name, value] of Object.entries({ document: id, start, end })) query.set(name, value);
    history.replaceState(history.state, "", "?" + query);
  }

  function back() {
    showPane("chat");
    if (!cameFrom) return focusBox();
    const { turn, walk, number, chip } = cameFrom;
    const links = [...document.querySelectorAll(`#rq-chat [data-open]`)].filter((link) =>
      link.dataset.turn === turn && link.dataset.walk === walk && link.dataset.number === number);
    (links.find((link) => link.matches(".rq-chip") === chip) ?? links[0])?.focus();
  }

  /* ---- panes of a narrow screen ---- */

  function showPane(pane) {
    root.dataset.rqPane = pane;
    for (const tab of document.querySelectorAll(".rq-tab")) {
      const chosen = tab.dataset.pane === pane;
      tab.setAttribute("aria-selected", String(chosen));
      tab.tabIndex = chosen ? 0 : -1;
    }
    if (narrow.matches && pane === "source") {
      const reader = $(".rq-reader");
      if (reader) requestAnimationFrame(() => toPlace(reader, true));
    }
  }

  function arrange() {
    for (const [id, name] of [["rq-chat", "Chat"], ["rq-source", "Source"]]) {
      const pane = document.getElementById(id);
      pane?.setAttribute("role", narrow.matches ? "tabpanel" : "region");
      pane?.setAttribute("aria-label", name);
    }
  }
  narrow.addEventListener("change", arrange);

  /* ---- copying ---- */

  async function copy(button, text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch { // no clipboard for pages that are neither local nor https
      const area = part("textarea", "", "rq-hidden");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    }
    const words = $(".rq-button-words", button), before = words.dataset.words ?? words.textContent;
    words.dataset.words = before;
    words.textContent = "Copied";
    say("Copied.");
    setTimeout(() => { words.textContent = before; }, 1600);
  }

  /* ---- one listener a kind of event ---- */

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest?.(selector);
    const link = at("[data-open]");
    if (link) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      return open(link, event.detail === 0);
    }
    const copied = at("[data-copy], [data-copy-link]");
    if (copied) {
      const link = copied.dataset.copyLink;
      return void copy(copied, link ? new URL(link, location.origin + location.pathname).href : copied.dataset.copy);
    }
    const tab = at(".rq-tab");
    if (tab) return showPane(tab.dataset.pane);
    if (at("[data-new]")) {
      return newChat();
    }
    if (root.hasAttribute("data-rq-busy")) return;
    const example = at("[data-ask]"), again = at("[data-retry]"), edited = at("[data-edit]");
    if (example) { send.ask({ question: example.dataset.ask }); focusBox(); }
    if (again) { send.ask({ at: again.dataset.retry }); focusBox(); }
    if (edited) edit(edited.closest(".rq-turn"));
  });

  document.addEventListener("change", (event) => {
    if (event.target.id === "rq-document") send.open({ document: event.target.value });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (!event.defaultPrevented && event.target.closest?.("#rq-source")) back();
    } else if (event.target.matches?.(".rq-tab") && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      const other = [...document.querySelectorAll(".rq-tab")].find((tab) => tab !== event.target);
      showPane(other.dataset.pane);
      other.focus();
    }
  });

  document.addEventListener("toggle", (event) => {
    if (event.target.open && event.target.matches?.("#rq-chat details")) event.target.scrollIntoView({ block: "nearest" });
  }, true);

  return { chat, source };
})();
