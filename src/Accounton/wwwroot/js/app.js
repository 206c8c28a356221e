// Only what pages are nicer with: everything works without it.
(() => {
  "use strict";

  // A form is sent once, however often its button is clicked.
  document.addEventListener("submit", event => {
    const form = event.target;
    // Held up by another script, which sends it later.
    if (event.defaultPrevented) return;
    if (form.method !== "post" || form.target === "_blank" || event.submitter?.hasAttribute("data-download")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    event.submitter?.classList.add("is-busy");
  });

  const release = form => {
    delete form.dataset.sent;
    form.querySelectorAll(".is-busy").forEach(button => button.classList.remove("is-busy"));
  };
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));
  document.addEventListener("htmx:afterRequest", event => {
    const form = event.target.closest("form");
    if (form) release(form);
  });

  // Selected rows are counted, and the box in the table's heading takes them all.
  const rows = form => [...form.querySelectorAll(".select-row:not(:disabled)")];
  const count = form => {
    const selected = rows(form).filter(box => box.checked).length;
    for (const words of form.querySelectorAll(".selection-count")) {
      const { none, one, other } = words.dataset;
      const text = (selected === 0 ? none : selected === 1 ? one : other)
        .replace("{0}", selected.toLocaleString(document.documentElement.lang));
      if (words.textContent !== text) words.textContent = text;
    }
    for (const all of form.querySelectorAll(".select-all")) {
      all.hidden = rows(form).length === 0;
      all.checked = selected > 0 && selected === rows(form).length;
      all.indeterminate = selected > 0 && !all.checked;
    }
  };
  const countAll = () => document.querySelectorAll("form:has(.selection-bar)").forEach(count);
  document.addEventListener("change", event => {
    const form = event.target.closest("form:has(.selection-bar)");
    if (!form) return;
    if (event.target.matches(".select-all")) rows(form).forEach(box => box.checked = event.target.checked);
    count(form);
  });
  document.addEventListener("htmx:afterSettle", countAll);
  window.addEventListener("pageshow", countAll);

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }

  // A menu closes when the eye goes elsewhere.
  const closeMenus = except => document.querySelectorAll("details.menu[open]").forEach(menu => {
    if (menu !== except) menu.open = false;
  });
  document.addEventListener("click", event => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", event => {
    const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // A fragment that cannot be fetched at all says so, and the notice goes when it can again.
  const notices = () => document.getElementById("notices");
  let failing = false;
  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, () => {
      failing = true;
      notices().replaceChildren(document.getElementById("no-connection").content.cloneNode(true));
    });
  }
  document.addEventListener("htmx:responseError", () => failing = true);
  document.addEventListener("htmx:afterRequest", event => {
    if (!failing || !event.detail.successful) return;
    failing = false;
    notices().replaceChildren();
  });
})();
