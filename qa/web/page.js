/* The page's behaviour: the chat, following citations, copying, tabs.
   Text reaches the page escaped by the server; here it is only ever handled as text. */
window.reportQA = (() => {
  "use strict";

  const narrow = matchMedia("(max-width: 860px)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const root = document.documentElement;
  const draw = window.reportQADraw;
  const $ = (selector, within = document) => within.querySelector(selector);
  const address = window.reportQAAddress;
  const send = { ask: () => {}, clear: () => {}, open: () => {}, resume: () => {}, rate: () => {} };
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
    const running = ["searching", "writing", "keeping"].includes(phase);
    root.toggleAttribute("data-rq-busy", running);
    if (turn && (id !== lastTurn || (lastPhase !== phase && !running))) scrollWithin($("#rq-conversation"), turn, 12);
    const answered = host.querySelector(".rq-turn:is([data-phase=searching], [data-phase=writing], [data-phase=keeping], [data-phase=done])");
    if (turn) address.keep(answered ? $("[data-conversation]", host)?.dataset.conversation ?? "" : "");
    else if ($(".rq-welcome", host) && !$(".rq-notice", host)) address.keep("");
    if (turn && (id !== lastTurn || phase !== lastPhase)) {
      if (phase === "searching") say("Searching the documents.");
      else if (!running) say(phase === "stopped" ? "Stopped." : turn.dataset.spoken ?? "");
      if (phase === "failed" || phase === "stopped") giveBack($(".rq-asked", turn)?.dataset.full ?? "");
    }
    lastTurn = id;
    lastPhase = phase;
    document.dispatchEvent(new CustomEvent("rq-chat", { detail: { turn, running } }));
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

  /* An answer that is being made is stopped first, and the chat cleared once it has. */
  function newChat({ stay = false } = {}) {
    clearNext = root.hasAttribute("data-rq-busy");
    if (clearNext) return $("#rq-box .stop-button")?.click();
    address.clear();
    send.clear({});
    if (stay) return;
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
    if (goThere) address.read(id, start, end);
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
    document.dispatchEvent(new CustomEvent("rq-pane", { detail: pane }));
    if (narrow.matches && pane === "source") {
      const reader = $(".rq-reader");
      if (reader) requestAnimationFrame(() => toPlace(reader, true));
    }
  }

  function arrange() {
    for (const [id, name] of [["rq-shelf", "Conversations"], ["rq-chat", "Chat"], ["rq-source", "Source"]]) {
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
    if (at("[data-new]")) return newChat();
    if (root.hasAttribute("data-rq-busy")) return;
    const example = at("[data-ask]"), again = at("[data-retry]"), edited = at("[data-edit]");
    if (example) { send.ask({ question: example.dataset.ask }); focusBox(); }
    if (again) { send.ask({ at: again.dataset.retry }); focusBox(); }
    if (edited) window.reportQAEdit(edited, (data) => { send.ask(data); focusBox(); });
  });

  document.addEventListener("change", (event) => {
    if (event.target.id === "rq-document") send.open({ document: event.target.value });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (!event.defaultPrevented && event.target.closest?.("#rq-source")) back();
    } else if (event.target.matches?.(".rq-tab") && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      const tabs = [...document.querySelectorAll(".rq-tab")], by = event.key === "ArrowLeft" ? -1 : 1;
      const other = tabs[(tabs.indexOf(event.target) + by + tabs.length) % tabs.length];
      showPane(other.dataset.pane);
      other.focus();
    }
  });

  document.addEventListener("toggle", (event) => {
    if (event.target.open && event.target.matches?.("#rq-chat details")) event.target.scrollIntoView({ block: "nearest" });
  }, true);

  /* What the list and what stands under an answer need of the page. */
  const busy = () => root.hasAttribute("data-rq-busy");
  return { chat, source, send, say, busy, newChat, showPane, narrow };
})();
