/* Editing a question in its place, or putting right how it was understood. */
window.reportQAEdit = (() => {
  "use strict";

  function part(tag, words, name, type) {
    const made = document.createElement(tag);
    made.textContent = words;
    made.className = name;
    if (type) made.type = type;
    return made;
  }

  /* Where other questions come after it, they are asked again or dropped, as the person chooses. */
  return function edit(button, ask) {
    const turn = button.closest(".rq-turn"), question = turn.querySelector(".rq-question");
    if (question.querySelector("form")) return;
    const form = part("form", "", "rq-edit"), area = document.createElement("textarea");
    const correcting = button.matches(".rq-correct");
    area.value = correcting ? button.dataset.edit : question.querySelector(".rq-asked").dataset.full;
    area.setAttribute("aria-label", correcting ? "Put right how the question was understood" : "Edit this question");
    area.rows = Math.min(8, Math.max(2, Math.ceil(area.value.length / 60)));
    let later = 0;
    for (let next = turn.nextElementSibling; next?.matches(".rq-turn"); next = next.nextElementSibling) later += 1;
    const foot = document.createElement("div"), cancel = part("button", "Cancel", "rq-quiet", "button");
    if (later) {
      const note = later > 1 ? `${later} questions come after this one.` : "One question comes after this one.";
      foot.append(part("span", note, "rq-edit-note"), cancel);
      const drop = part("button", "Ask, drop the rest", "rq-secondary", "submit");
      const again = part("button", "Ask all again", "rq-primary", "submit");
      drop.value = "drop";
      again.value = "again";
      foot.append(drop, again);
    } else {
      foot.append(cancel, part("button", "Ask", "rq-primary", "submit"));
    }
    form.append(area, foot);
    const leave = () => { form.remove(); question.classList.remove("rq-editing"); };
    cancel.addEventListener("click", () => { leave(); button.focus(); });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!area.value.trim()) return;
      leave();
      ask({ at: turn.dataset.turn, question: area.value, later: event.submitter?.value || (later ? "again" : "drop") });
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.stopPropagation(); leave(); button.focus(); }
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target === area) {
        event.preventDefault();
        form.requestSubmit(form.querySelector(".rq-primary"));
      }
    });
    question.classList.add("rq-editing");
    question.append(form);
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  };
})();
