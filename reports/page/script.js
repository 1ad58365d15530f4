"use strict";
// Filters by outcome, level, area and text, links that open what they lead to, and a button that copies a command. The
// page is whole without all of it.
(() => {
  const form = document.getElementById("filters");
  const items = [...document.querySelectorAll("[data-outcome]")].map((element) => ({
    element,
    outcome: element.dataset.outcome,
    level: element.dataset.level,
    area: element.closest("[data-area]").dataset.area,
    text: element.textContent.toLowerCase(),
  }));
  const groups = [...document.querySelectorAll("[data-area]")];
  const folds = [...document.querySelectorAll(".passing")];

  function filter() {
    const outcomes = [...form.querySelectorAll("[name=outcome]:checked")].map((box) => box.value);
    const { level, area } = form.elements;
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const item of items) {
      const fits = (outcomes.length === 0 || outcomes.includes(item.outcome)) &&
        (level.value === "" || level.value === item.level) &&
        (area.value === "" || area.value === item.area) &&
        words.every((word) => item.text.includes(word));
      item.element.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    const filtered = outcomes.length > 0 || level.value !== "" || area.value !== "" || words.length > 0;
    for (const fold of folds) {
      const left = fold.querySelectorAll("[data-outcome]:not([hidden])").length;
      fold.hidden = left === 0;
      fold.querySelector(".count").textContent = left;
      fold.open = left > 0 && (outcomes.includes("passed") || words.length > 0);
    }
    for (const group of groups) {
      group.hidden = group.querySelector("[data-outcome]:not([hidden])") === null;
    }
    document.getElementById("nothing").hidden = shown > 0;
    document.getElementById("shown").textContent = filtered ? `${shown} of ${items.length} shown` : `${items.length} results`;
  }

  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(filter));
  filter();

  function open() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) {
      return;
    }
    if (target.hidden || target.closest("[hidden]")) {
      form.reset();
      filter();
    }
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    target.scrollIntoView();
  }
  addEventListener("hashchange", open);
  open();

  for (const command of document.querySelectorAll("pre.curl")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", () => navigator.clipboard.writeText(command.textContent).then(() => {
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    }));
    command.before(button);
  }
})();
