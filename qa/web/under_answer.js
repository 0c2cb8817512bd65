/* What stands under an answer and comes after it: questions to go on with, thumbs, notes. */
(() => {
  "use strict";

  const page = window.reportQA;
  const articleOf = (id) => document.querySelector(`.rq-turn[data-turn="${CSS.escape(id)}"]`);
  let wanted = "", count = 0;

  window.reportQANext = (element, props, watch, trigger) => {
    watch("value", () => {
      const made = document.createElement("template");
      made.innerHTML = props.value ?? "";
      const next = made.content.firstElementChild;
      const slot = next?.dataset.next && articleOf(next.dataset.next)?.querySelector(".rq-next");
      if (slot) window.reportQADraw(slot, next.innerHTML);
    });
    /* Asked for once the answer is shown, so that it never waits for them. */
    const look = (turn) => {
      const slot = turn?.dataset.phase === "done" && turn.querySelector(".rq-next");
      if (!slot || slot.childElementCount || turn.dataset.turn === wanted) return;
      wanted = turn.dataset.turn;
      trigger({ turn: wanted });
    };
    document.addEventListener("rq-chat", (event) => look(event.detail.turn));
    look([...document.querySelectorAll(".rq-turn")].pop());
  };

  window.reportQATold = (props, watch) => watch("value", () => {
    const made = document.createElement("template");
    made.innerHTML = props.value ?? "";
    const told = made.content.firstElementChild, box = told && articleOf(told.dataset.turn)?.querySelector(".rq-feedback");
    if (!box) return;
    box.querySelector(".rq-said").textContent = told.textContent;
    if ("failed" in told.dataset) press(box, box.dataset.vote); else box.dataset.vote = pressed(box);
  });

  const pressed = (box) => box.querySelector("[aria-pressed=true]")?.dataset.vote ?? "";

  function press(box, vote) {
    for (const thumb of box.querySelectorAll(".rq-thumb")) thumb.setAttribute("aria-pressed", String(thumb.dataset.vote === vote));
    box.querySelector("form").hidden = !vote;
  }

  function rate(box) {
    box.querySelector(".rq-said").textContent = "";
    page.send.rate({ turn: box.dataset.turn, vote: pressed(box), note: box.querySelector("input").value, count: ++count });
  }

  document.addEventListener("click", (event) => {
    const thumb = event.target.closest?.(".rq-thumb");
    if (!thumb) return;
    const box = thumb.closest(".rq-feedback");
    press(box, thumb.getAttribute("aria-pressed") === "true" ? "" : thumb.dataset.vote);
    rate(box);
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.matches?.(".rq-note-form")) return;
    event.preventDefault();
    rate(event.target.closest(".rq-feedback"));
  });
})();
