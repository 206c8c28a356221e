// Saves answers one by one as they are given. What is not acknowledged yet is kept in this browser, for this respondent, and sent
// in order once there is a connection again: on whatever page of theirs it is noticed. Without this script a page is sent whole.
(() => {
  "use strict";

  const place = document.querySelector("[data-answers]");
  if (!place) return;
  const form = document.querySelector(".section-form");
  const state = form?.querySelector(".save-state") ?? document.querySelector(".kept-state");

  // Each write has a key of its own: two tabs keep theirs beside each other.
  const mark = place.dataset.keep + " ";
  const parse = text => { try { return JSON.parse(text); } catch { return null; } };
  const store = {
    read: () => {
      try {
        return Object.keys(localStorage)
          .filter(key => key.startsWith(mark))
          .map(key => parse(localStorage.getItem(key)))
          .filter(write => write?.id)
          .sort((a, b) => a.at - b.at);
      } catch { return []; }
    },
    put: write => { try { localStorage.setItem(mark + write.id, JSON.stringify(write)); } catch { /* a browser that keeps nothing */ } },
    drop: write => { try { localStorage.removeItem(mark + write.id); } catch { /* the same */ } },
  };

  const most = 100;
  let queue = store.read();
  let sending = false;
  let stopped = false;
  let timer = 0;
  let last = Date.now();
  let whenEmpty = null;

  const newId = () => crypto.randomUUID ? crypto.randomUUID()
    : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, c =>
      (c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> c / 4).toString(16));
  const blocks = () => [...document.querySelectorAll("#questions .question-block")];
  const blockOf = name => blocks().find(block => block.dataset.name === name);
  const fields = block => [...block.querySelectorAll(`[name="a.${CSS.escape(block.dataset.name)}"]`)]
    .filter(field => field.type !== "hidden");
  const valueOf = block => fields(block)
    .map(field => field.matches("[type=radio], [type=checkbox]") && !field.checked ? "" : field.value)
    .filter(value => value !== "")
    .join(",");
  const say = text => {
    state.hidden = !text;
    if (state.textContent !== text) state.textContent = text;
  };
  const link = (address, text) => {
    const a = document.createElement("a");
    a.href = address;
    a.textContent = text;
    state.hidden = false;
    state.replaceChildren(a);
  };

  const put = (block, value) => fields(block).forEach(field => {
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = value.split(",").includes(field.value);
    else field.value = value;
  });

  // One waiting write a question: a later answer takes the place of one that was not sent yet.
  const add = block => {
    const name = block.dataset.name;
    const value = valueOf(block);
    delete block.dataset.typed;
    const before = queue.findLast(write => write.name === name);
    if ((before ? before.value : block.dataset.sent ?? block.querySelector(`[name="was.${CSS.escape(name)}"]`)?.value) === value) return;
    queue.filter(write => write.name === name && !write.sent).forEach(store.drop);
    queue = queue.filter(write => write.name !== name || write.sent);
    last = Math.max(last + 1, Date.now());
    const write = { id: newId(), name, version: Number(block.dataset.version), value, at: last };
    queue.push(write);
    store.put(write);
    send();
  };

  // What the server has not answered to.
  const unsettled = () => queue.filter(write => !write.refused);

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(send, 3000);
  };

  const send = async () => {
    if (sending || stopped) return;
    const writes = unsettled().slice(0, most);
    if (writes.length === 0) return;
    sending = true;
    say(place.dataset.saving);
    writes.forEach(write => write.sent = true);
    const body = JSON.stringify({
      section: document.getElementById("questions")?.dataset.section ?? "",
      writes: writes.map(({ id, name, version, value }) => ({ id, name, version, value })),
    });
    try {
      const answer = await fetch(place.dataset.answers, {
        method: "POST",
        headers: {
          "Content-Type": "application/json",
          Accept: "application/json",
          RequestVerificationToken: document.querySelector("[name=__RequestVerificationToken]")?.value ?? "",
        },
        body,
        redirect: "error",
        keepalive: body.length < 60000,
      });
      if (answer.status === 401) return askToEnter();
      if (answer.status === 400) {
        await renewToken();
        throw new Error(answer.status);
      }
      if (!answer.ok) throw new Error(answer.status);
      const isPage = answer.headers.get("Content-Type")?.startsWith("text/html");
      const fresh = isPage ? new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("questions") : null;
      const receipts = fresh ? JSON.parse(fresh.dataset.receipts) : await answer.json();
      settle(writes, receipts, fresh);
    } catch {
      say(place.dataset.waiting);
      later();
    } finally {
      sending = false;
      if (!stopped && queue.some(write => !write.sent)) send();
    }
  };

  // A page that is drawn anew would lose what is typed or sent there.
  const isBusy = () => document.querySelector(".sending > li")
    || [...document.querySelectorAll("textarea")].some(area => area.value !== area.defaultValue);

  const settle = (writes, receipts, fresh) => {
    const outcomeOf = write => receipts.find(receipt => receipt.id === write.id);
    // Where its question is not on this page, a wrong answer is kept until somebody has seen it there.
    const isShown = write => fresh?.querySelector(`[data-name="${CSS.escape(write.name)}"]`);
    const wrong = writes.filter(write => outcomeOf(write)?.outcome === "Invalid" && outcomeOf(write).page && !isShown(write));
    wrong.forEach(write => write.refused = true);
    const done = writes.filter(write => !wrong.includes(write));
    done.forEach(store.drop);
    queue = queue.filter(write => !done.some(one => one.id === write.id));
    if (fresh) show(fresh, receipts);
    if (wrong.length) link(outcomeOf(wrong[0]).page, place.dataset.wrong);
    else if (!fresh && receipts.some(receipt => receipt.outcome === "Closed")) say(place.dataset.closed);
    else if (!fresh && queue.length === 0) isBusy() ? say("") : location.reload();
    if (unsettled().length === 0 && whenEmpty) whenEmpty();
  };

  const askToEnter = () => {
    stopped = true;
    link(place.dataset.entry, place.dataset.enter);
  };

  const renewToken = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const token = page.querySelector("[name=__RequestVerificationToken]");
    if (token) document.querySelectorAll("[name=__RequestVerificationToken]").forEach(field => field.value = token.value);
  };

  // Compared as the server sent it, not as it stands: a browser's translation changes what stands.
  const served = new Map(blocks().map(block => [block.id, block.outerHTML]));

  // The section as the server has it now: what somebody is typing in, or what waits to be sent, stays as it is.
  const show = (fresh, receipts) => {
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
      queue.filter(write => write.name === block.dataset.name && !write.sent).forEach(write => {
        write.version = Number(now.dataset.version);
        store.put(write);
      });
      block.dataset.sent = valueOf(now);
      block.querySelector(".question-notes").replaceChildren(...now.querySelector(".question-notes").cloneNode(true).childNodes);
    };
    const shape = part => [...part.querySelectorAll("[id]")]
      .filter(e => e.matches(".group, .repetition, .question-block, .document-block"))
      .map(e => e.id)
      .join(" ");
    const fromServer = new Map([...fresh.querySelectorAll(".question-block")].map(block => [block.id, block.outerHTML]));
    if (shape(here) === shape(fresh)) {
      for (const block of blocks()) {
        const now = fresh.querySelector(`#${CSS.escape(block.id)}`);
        if (isKept(block)) update(block, now);
        else if (served.get(block.id) !== fromServer.get(block.id)) block.replaceWith(now);
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
    served.clear();
    fromServer.forEach((html, id) => served.set(id, html));
    say(receipts.some(receipt => receipt.outcome === "Closed") ? place.dataset.closed
      : unsettled().length ? place.dataset.saving
      : fresh.dataset.saved);
  };

  if (form) {
    form.addEventListener("change", event => {
      const block = event.target.closest?.(".question-block");
      if (block && event.target.name?.startsWith("a.")) add(block);
    });
    // By name: the block itself may have been replaced by the time that nobody types any more.
    let typing = 0;
    const typed = name => {
      const block = blockOf(name);
      if (block?.dataset.typed) add(block);
    };
    form.addEventListener("input", event => {
      if (!event.target.matches("input:not([type=radio], [type=checkbox], [type=date], [type=file]), textarea")) return;
      clearTimeout(typing);
      const block = event.target.closest(".question-block");
      block.dataset.typed = "yes";
      typing = setTimeout(typed, 1200, block.dataset.name);
    });
    const leaving = () => blocks().filter(block => block.dataset.typed).forEach(add);
    window.addEventListener("pagehide", leaving);
    document.addEventListener("visibilitychange", () => { if (document.hidden) leaving(); });

    // The page is sent once everything before is acknowledged: else its answers would meet those on their way.
    form.addEventListener("submit", event => {
      leaving();
      if (unsettled().length === 0 || stopped) return;
      event.preventDefault();
      const button = event.submitter;
      whenEmpty = () => {
        whenEmpty = null;
        form.requestSubmit(button);
      };
      send();
    });
  } else {
    // Nothing is handed in, or confirmed, before what was answered elsewhere has arrived; what holds it up is brought into view.
    document.addEventListener("submit", event => {
      if (queue.length === 0 || stopped) return;
      event.preventDefault();
      state.scrollIntoView({ block: "center" });
      send();
    }, true);
  }

  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  window.addEventListener("online", send);
  window.addEventListener("pageshow", event => { if (event.persisted) send(); });

  // What was left from before: shown in its field, and sent again under its own id.
  for (const write of queue) {
    write.sent = write.refused = false;
    const block = blockOf(write.name);
    if (block) put(block, write.value);
  }
  send();
})();
