// Saves answers one by one as they are given. What is not acknowledged yet is kept in this browser, for this respondent, and sent
// in order once there is a connection again. Without this script the page is sent whole.
(() => {
  "use strict";

  const form = document.querySelector(".section-form");
  if (!form) return;
  const state = form.querySelector(".save-state");
  const store = {
    read: () => { try { return JSON.parse(localStorage.getItem(form.dataset.keep) || "[]"); } catch { return []; } },
    write: queue => { try { queue.length ? localStorage.setItem(form.dataset.keep, JSON.stringify(queue)) : localStorage.removeItem(form.dataset.keep); } catch { /* a browser that keeps nothing */ } },
  };
  let queue = store.read();
  let sending = false;
  let stopped = false;
  let timer = 0;

  const newId = () => crypto.randomUUID ? crypto.randomUUID()
    : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, c => (c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> c / 4).toString(16));
  const blocks = () => [...document.querySelectorAll("#questions .question-block")];
  const blockOf = name => blocks().find(block => block.dataset.name === name);
  const fields = block => [...block.querySelectorAll(`[name="a.${CSS.escape(block.dataset.name)}"]`)].filter(field => field.type !== "hidden");
  const valueOf = block => fields(block).map(field => field.matches("[type=radio], [type=checkbox]") ? (field.checked ? field.value : "") : field.value).filter(value => value !== "").join(",");
  const say = text => { if (state.textContent !== text) state.textContent = text; };

  const put = (block, value) => fields(block).forEach(field => {
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = value.split(",").includes(field.value);
    else field.value = value;
  });

  // One waiting write a question: a later answer takes the place of one that was not sent yet.
  const add = block => {
    const name = block.dataset.name;
    const value = valueOf(block);
    const last = queue.findLast(write => write.name === name);
    if ((last ? last.value : block.dataset.sent ?? block.querySelector(`[name="was.${CSS.escape(name)}"]`)?.value) === value) return;
    queue = queue.filter(write => write.name !== name || write.sent);
    queue.push({ id: newId(), name, version: Number(block.dataset.version), value });
    store.write(queue);
    send();
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(send, 3000);
  };

  const send = async () => {
    if (sending || stopped || queue.length === 0) return;
    sending = true;
    say(state.dataset.saving);
    queue.forEach(write => write.sent = true);
    const writes = queue.slice();
    store.write(queue);
    try {
      const answer = await fetch(form.dataset.answers, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", RequestVerificationToken: form.querySelector("[name=__RequestVerificationToken]").value },
        body: JSON.stringify({ section: document.getElementById("questions").dataset.section, writes: writes.map(({ id, name, version, value }) => ({ id, name, version, value })) }),
        redirect: "error",
      });
      if (answer.status === 401) return askToEnter();
      if (answer.status === 400 && await renewToken()) return later();
      if (!answer.ok) throw new Error(answer.status);
      const text = answer.status === 204 ? "" : await answer.text();
      queue = queue.filter(write => !writes.some(sent => sent.id === write.id));
      store.write(queue);
      if (text) show(new DOMParser().parseFromString(text, "text/html").getElementById("questions"));
    } catch {
      say(state.dataset.waiting);
      later();
    } finally {
      sending = false;
      if (queue.some(write => !write.sent)) send();
    }
  };

  const askToEnter = () => {
    stopped = true;
    const link = document.createElement("a");
    link.href = form.dataset.entry;
    link.textContent = state.dataset.entry;
    state.replaceChildren(link);
  };

  let renewed = false;
  const renewToken = async () => {
    if (renewed) return false;
    renewed = true;
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const token = page.querySelector(".section-form [name=__RequestVerificationToken]");
    if (!token) return false;
    form.querySelectorAll("[name=__RequestVerificationToken]").forEach(field => field.value = token.value);
    return true;
  };

  // The section as the server has it now: what somebody is typing in, or what waits to be sent, stays as it is.
  const show = fresh => {
    if (!fresh) return;
    const receipts = JSON.parse(fresh.dataset.receipts);
    const here = document.getElementById("questions");
    const waiting = new Set(queue.map(write => write.name));
    const focused = document.activeElement?.closest(".question-block");
    const isKept = block => block === focused || waiting.has(block.dataset.name);
    const update = (block, now) => {
      const was = now.querySelector("[name^='was.']");
      block.dataset.version = now.dataset.version;
      if (was) {
        block.querySelector("[name^='was.']").value = was.value;
        block.querySelector("[name^='v.']").value = now.dataset.version;
      }
      queue.filter(write => write.name === block.dataset.name && !write.sent).forEach(write => write.version = Number(now.dataset.version));
      block.dataset.sent = valueOf(now);
      block.querySelector(".question-notes").replaceChildren(...now.querySelector(".question-notes").childNodes);
    };
    const shape = part => [...part.querySelectorAll("[id]")].filter(e => e.matches(".group, .repetition, .question-block, .document-block")).map(e => e.id).join(" ");
    if (shape(here) === shape(fresh)) {
      for (const block of blocks()) {
        const now = fresh.querySelector(`#${CSS.escape(block.id)}`);
        if (isKept(block)) update(block, now);
        else if (block.outerHTML !== now.outerHTML) block.replaceWith(now);
      }
    } else {
      const active = document.activeElement;
      const caret = active && "selectionStart" in active ? [active.selectionStart, active.selectionEnd] : null;
      for (const block of blocks().filter(isKept)) {
        const now = fresh.querySelector(`#${CSS.escape(block.id)}`);
        if (!now) continue;
        update(block, now);
        now.replaceWith(block);
      }
      // Files that are on their way stay too.
      for (const sending of here.querySelectorAll(".document-block:has(.sending > li)"))
        fresh.querySelector(`#${CSS.escape(sending.id)}`)?.replaceWith(sending);
      here.replaceChildren(...fresh.childNodes);
      if (active && active !== document.activeElement && here.contains(active)) {
        active.focus({ preventScroll: true });
        if (caret && caret[0] !== null) try { active.setSelectionRange(...caret); } catch { /* not of this kind of field */ }
      }
    }
    store.write(queue);
    say(receipts.some(receipt => receipt.outcome === "Closed") ? state.dataset.closed : queue.length ? state.dataset.saving : fresh.dataset.saved);
  };

  const changed = event => {
    const block = event.target.closest?.(".question-block");
    if (block && event.target.name?.startsWith("a.")) add(block);
  };
  form.addEventListener("change", changed);
  let typing = 0;
  form.addEventListener("input", event => {
    if (!event.target.matches("input:not([type=radio], [type=checkbox], [type=date], [type=file]), textarea")) return;
    clearTimeout(typing);
    const block = event.target.closest(".question-block");
    block.dataset.typed = "yes";
    typing = setTimeout(() => add(block), 1200);
  });
  const leaving = () => {
    const block = document.activeElement?.closest?.(".question-block");
    if (block?.dataset.typed) add(block);
  };
  window.addEventListener("pagehide", leaving);
  document.addEventListener("visibilitychange", () => { if (document.hidden) leaving(); else send(); });
  window.addEventListener("online", send);

  // What was left from before: shown in its field, and sent again under its own id.
  for (const write of queue) {
    write.sent = false;
    const block = blockOf(write.name);
    if (block) put(block, write.value);
  }
  send();
})();
