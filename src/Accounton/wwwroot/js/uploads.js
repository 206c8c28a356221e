// Sends files from beside their question, one after the other, with how far each is. What could not be sent is tried again by itself,
// and kept on the page until it is there or somebody takes it away. Without this script a document has a page with a plain form.
(() => {
  "use strict";

  document.documentElement.classList.add("can-upload");
  const MOST_TRIES = 4;
  const queue = [];
  const failures = new Set();
  let current = null;

  const token = () => document.querySelector("[name=__RequestVerificationToken]").value;
  const blockOf = name => document.getElementById(name);
  const megabytes = bytes => (bytes / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });

  const row = item => {
    const line = document.createElement("li");
    const name = document.createElement("span");
    name.className = "file-name";
    name.dir = "auto";
    name.textContent = item.file.name;
    const state = document.createElement("span");
    state.className = "file-about";
    const bar = document.createElement("progress");
    bar.max = item.file.size || 1;
    bar.value = 0;
    bar.setAttribute("aria-label", item.file.name);
    const acts = document.createElement("span");
    acts.className = "file-acts";
    line.append(name, state, bar, acts);
    Object.assign(item, { line, state, bar, acts });
    return line;
  };

  const act = (item, text, what) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-link";
    button.textContent = text;
    button.setAttribute("aria-label", `${text}: ${item.file.name}`);
    button.addEventListener("click", what);
    item.acts.append(button);
  };

  const say = (item, text) => { item.state.textContent = text; };

  const leave = item => {
    item.left = true;
    failures.delete(item);
    item.request?.abort();
    const at = queue.indexOf(item);
    if (at >= 0) queue.splice(at, 1);
    item.line.remove();
    next();
  };

  const add = (block, file) => {
    const item = { block: block.id, file, tries: 0, texts: block.dataset };
    block.querySelector(".sending").append(row(item));
    const waiting = queue.concat(current ?? []).reduce((sum, other) => sum + other.file.size, 0);
    const refusal = file.size > Number(item.texts.most) ? item.texts.tooLarge
      : waiting + file.size > Number(item.texts.room) ? item.texts.noRoom
      : null;
    if (refusal) return fail(item, refusal, false);
    say(item, item.texts.waiting);
    act(item, item.texts.cancel, () => leave(item));
    queue.push(item);
    next();
  };

  const fail = (item, text, canTryAgain) => {
    say(item, text);
    item.bar.remove();
    item.state.classList.add("field-error");
    item.acts.replaceChildren();
    item.failed = canTryAgain;
    failures.add(item);
    if (canTryAgain) act(item, item.texts.again, () => again(item));
    act(item, item.texts.cancel, () => leave(item));
  };

  const again = item => {
    item.failed = false;
    failures.delete(item);
    item.tries = 0;
    item.state.classList.remove("field-error");
    item.acts.replaceChildren();
    item.state.after(item.bar);
    item.bar.value = 0;
    say(item, item.texts.waiting);
    act(item, item.texts.cancel, () => leave(item));
    queue.push(item);
    next();
  };

  const next = () => {
    if (current || queue.length === 0) return;
    current = queue.shift();
    send(current);
  };

  const done = () => { current = null; next(); };

  const send = item => {
    const request = item.request = new XMLHttpRequest();
    const form = new FormData();
    form.append("files", item.file, item.file.name);
    request.open("POST", `${item.texts.url}/files`);
    request.setRequestHeader("RequestVerificationToken", token());
    request.setRequestHeader("HX-Request", "true");
    request.upload.addEventListener("progress", event => {
      item.bar.value = Math.min(event.loaded, item.file.size);
      say(item, item.texts.sending
        .replace("{0}", megabytes(Math.min(event.loaded, item.file.size)))
        .replace("{1}", megabytes(item.file.size)));
    });
    request.addEventListener("load", () => answered(item, request));
    request.addEventListener("error", () => later(item));
    request.addEventListener("abort", done);
    request.send(form);
  };

  const answered = async (item, request) => {
    if (item.left) return done();
    if (request.status === 200 || request.status === 422) {
      item.line.remove();
      show(new DOMParser().parseFromString(request.responseText, "text/html").querySelector(".document-block"));
      return done();
    }
    if (request.status === 401) {
      fail(item, "", true);
      const link = document.createElement("a");
      link.href = item.texts.entry;
      link.textContent = item.texts.enter;
      item.state.replaceChildren(link);
      return done();
    }
    if (request.status === 410) {
      fail(item, item.texts.gone, false);
      return done();
    }
    if (request.status === 400 && !item.renewed) {
      item.renewed = true;
      if (await renewToken()) return send(item);
    }
    later(item);
  };

  // A line may be dead for longer than anybody waits: then it is tried again once the browser says that there is one.
  const later = item => {
    if (item.left) return done();
    item.tries++;
    if (item.tries >= MOST_TRIES) {
      fail(item, item.texts.failed, true);
      return done();
    }
    say(item, item.texts.waiting);
    setTimeout(() => item.left ? done() : send(item), 1500 * item.tries * item.tries);
  };

  const renewToken = async () => {
    try {
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
      const fresh = page.querySelector("[name=__RequestVerificationToken]");
      if (!fresh) return false;
      document.querySelectorAll("[name=__RequestVerificationToken]").forEach(field => field.value = fresh.value);
      return true;
    } catch {
      return false;
    }
  };

  // The document as the server has it now; what is on its way stays where it is.
  const show = fresh => {
    const here = fresh && blockOf(fresh.id);
    if (!here) return;
    const hadFocus = here.contains(document.activeElement);
    fresh.querySelector(".sending").replaceChildren(...here.querySelector(".sending").childNodes);
    here.replaceWith(fresh);
    if (hadFocus) fresh.querySelector("input[type=file]")?.focus({ preventScroll: true });
    document.querySelectorAll(".document-block").forEach(block => { block.dataset.room = fresh.dataset.room; });
  };

  document.addEventListener("change", event => {
    if (!event.target.matches("[data-files]")) return;
    const block = event.target.closest(".document-block");
    for (const file of event.target.files) add(block, file);
    event.target.value = "";
  });

  document.addEventListener("click", async event => {
    const button = event.target.closest("[data-remove]");
    if (!button) return;
    button.disabled = true;
    try {
      const answer = await fetch(button.dataset.remove, {
        method: "POST",
        headers: { RequestVerificationToken: token(), "HX-Request": "true" },
      });
      if (!answer.ok) throw new Error(answer.status);
      show(new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".document-block"));
    } catch {
      button.disabled = false;
    }
  });

  window.addEventListener("online", () => [...failures].filter(item => item.failed).forEach(again));

  window.addEventListener("beforeunload", event => { if (current || queue.length) event.preventDefault(); });
})();
