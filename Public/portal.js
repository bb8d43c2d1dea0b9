// Comfort only: every page works without this file. All words come from data- attributes of the markup.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const fill = (text, values) => (text || "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const typing = (node) => node.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

  document.documentElement.classList.add("js");
  one("[data-focus]")?.focus();

  // ── Autosave: two quiet seconds after the last key, the form is posted to its draft address.
  function autosave(form) {
    const status = one("[data-autosave-status]", form);
    let timer, wait = 2000, dirty = false, stopped = false, sending = false;
    const say = (key, values = {}) => { if (status) status.textContent = fill(status.dataset[key], values); };
    const body = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    const later = () => { clearTimeout(timer); timer = setTimeout(save, wait); };
    async function save() {
      if (!dirty || stopped) return;
      if (sending) return later();
      dirty = false; sending = true; say("saving");
      try {
        const answer = await fetch(form.dataset.autosave, { method: "POST", body: body(), headers: { Accept: "application/json" }, redirect: "error" });
        if ([401, 403, 404, 409].includes(answer.status)) { stopped = true; return say("stopped"); }
        if (!answer.ok) throw new Error(answer.status);
        if (answer.headers.get("Content-Type")?.startsWith("application/json")) renew(form, (await answer.json()).fields || {});
        wait = 2000;
        const now = new Date();
        say("saved", { time: `${now.getHours()}:${String(now.getMinutes()).padStart(2, "0")}` });
      } catch {
        dirty = true; wait = Math.min(wait * 2, 60000); say("failed"); later();
      } finally { sending = false; }
    }
    for (const event of ["input", "change"]) form.addEventListener(event, (e) => { if (e.target.type !== "file") { dirty = true; later(); } });
    form.addEventListener("submit", (e) => { if (!e.defaultPrevented) { stopped = true; clearTimeout(timer); } });
    addEventListener("pageshow", (e) => { if (e.persisted) stopped = false; });
    document.addEventListener("visibilitychange", () => { if (document.hidden) { clearTimeout(timer); save(); } });
  }
  function renew(form, fields) {
    for (const [name, value] of Object.entries(fields)) {
      const input = form.elements.namedItem(name);
      if (input?.type === "hidden") input.value = value;
    }
  }

  // ── Uploads: one file after another; the answer is the same page, whose region replaces ours.
  const region = (input) => input.closest("[data-upload-region]");
  const waiting = new Map(); // region id → files still to go; the region itself is replaced after each
  function prepareUploads(root = document) {
    for (const form of all("form[data-upload]")) for (const input of form.elements) {
      if (input.type === "file" && root.contains(input)) input.closest(".drop")?.classList.add("live");
    }
  }
  document.addEventListener("change", (e) => {
    const input = e.target, form = input.form;
    if (input.type !== "file" || !form?.matches("[data-upload]") || !region(input)?.id) return;
    const id = region(input).id, running = waiting.has(id);
    const queue = waiting.get(id) || [];
    queue.push(...[...input.files].map((file) => ({ file, name: input.name, form: form.id })));
    waiting.set(id, queue);
    input.value = "";
    if (!running) next(id);
  });
  function next(id) {
    const queue = waiting.get(id), item = queue?.[0], place = document.getElementById(id);
    if (!item) { waiting.delete(id); return; }
    const form = item.form ? document.getElementById(item.form) : one("form[data-upload]", place);
    const words = form.dataset, line = progress(place);
    const done = () => { queue.shift(); next(id); };
    if (words.max && item.file.size > Number(words.max)) { line.fail(fill(words.tooBig, { name: item.file.name })); return done(); }
    const data = new FormData();
    for (const input of form.elements) if (input.type === "hidden") data.append(input.name, input.value);
    data.append(item.name, item.file, item.file.name);
    const send = () => {
      const call = new XMLHttpRequest();
      const failed = () => line.fail(fill(words.failed, { name: item.file.name }), words.retry, send);
      call.upload.onprogress = (e) => line.show(Math.round((e.loaded / e.total) * 100), (percent) => fill(words.sending, { name: item.file.name, percent }));
      call.onerror = call.ontimeout = failed;
      call.onload = () => {
        const page = call.status < 500 && new DOMParser().parseFromString(call.responseText, "text/html");
        const fresh = page && page.getElementById(id);
        if (!fresh) return failed();
        freshen(page);
        place.replaceWith(document.adoptNode(fresh));
        prepareUploads(fresh);
        done();
      };
      call.open("POST", form.action);
      call.setRequestHeader("Accept", "text/html");
      line.show(0, (percent) => fill(words.sending, { name: item.file.name, percent }));
      call.send(data);
    };
    send();
  }
  // Hidden fields (version, one-time key, forgery token) of every form that has an id follow the answer.
  function freshen(page) {
    for (const form of all("form[id]")) {
      const other = page.getElementById(form.id);
      if (other) for (const input of other.elements) if (input.type === "hidden") renew(form, { [input.name]: input.value });
    }
  }
  function progress(place) {
    let box = one(".uploading", place);
    if (!box || box.classList.contains("failed")) {
      box = document.createElement("div");
      box.className = "uploading"; box.setAttribute("role", "status");
      box.append(document.createElement("p"), document.createElement("progress"));
      place.append(box);
    }
    const [text, bar] = box.children;
    bar.max = 100;
    return {
      show(percent, words) { box.classList.remove("failed"); one("button", box)?.remove(); bar.hidden = false; bar.value = percent; text.className = ""; text.textContent = words(percent); },
      fail(words, label, again) {
        box.classList.add("failed"); bar.hidden = true; text.className = "error"; text.textContent = words;
        if (!again) return;
        const button = document.createElement("button");
        button.type = "button"; button.className = "button second tight"; button.textContent = label;
        button.onclick = again;
        box.append(button);
      },
    };
  }

  // ── Bulk bar
  function bulk(form) {
    const master = one("[data-all]", form), bar = one("[data-bulk-bar]", form), count = one("[data-bulk-count]", form);
    const picks = () => all("[data-pick]", form);
    const show = () => {
      const n = picks().filter((box) => box.checked).length;
      if (bar) bar.hidden = n === 0;
      if (count) count.textContent = n ? fill(count.dataset.text, { n }) : "";
      if (master) { master.checked = n > 0 && n === picks().length; master.indeterminate = n > 0 && !master.checked; }
    };
    form.addEventListener("change", (e) => {
      if (e.target === master) for (const box of picks()) box.checked = master.checked;
      show();
    });
    addEventListener("pageshow", show);
    show();
  }

  // ── Rows of repeatable tables
  document.addEventListener("click", (e) => {
    const button = e.target.closest("[data-add], [data-remove]"), box = button?.closest("[data-repeat]");
    if (!box) return;
    e.preventDefault();
    if (button.matches("[data-add]")) {
      const index = box.dataset.next;
      box.dataset.next = Number(index) + 1;
      const row = one("template", box).content.firstElementChild.cloneNode(true);
      for (const node of [row, ...all("*", row)]) for (const name of node.getAttributeNames()) {
        if (node.getAttribute(name).includes("__i__")) node.setAttribute(name, node.getAttribute(name).replaceAll("__i__", index));
      }
      one("[data-rows]", box).append(row);
      one("input, select, textarea", row)?.focus();
    } else {
      const row = button.closest("[data-row]"), gone = row.classList.toggle("removed");
      for (const field of all("input, select, textarea", row)) field.disabled = gone;
      const label = button.textContent;
      button.textContent = button.dataset.undo; button.dataset.undo = label;
    }
    box.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // ── A second press does nothing
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (e.defaultPrevented || form.method !== "post" || form.target || form.matches("[data-again]")) return;
    if (form.getAttribute("aria-busy") === "true") return e.preventDefault();
    form.setAttribute("aria-busy", "true");
    setTimeout(() => { for (const b of form.elements) if (b.type === "submit" && !b.disabled) { b.disabled = true; b.dataset.held = ""; } });
  });
  addEventListener("pageshow", () => {
    for (const form of all("form[aria-busy]")) form.removeAttribute("aria-busy");
    for (const b of all("[data-held]")) { b.disabled = false; delete b.dataset.held; }
  });

  // ── Keyboard and rows
  const rowLink = (row) => one(`a[href="${CSS.escape(row.dataset.href)}"]`, row) || one("a", row);
  function step(from, by) {
    const rows = all("tr[data-href]").filter((row) => row.offsetParent);
    const at = rows.indexOf(from);
    const row = rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : at + by];
    if (row) rowLink(row)?.focus();
    return Boolean(row);
  }
  document.addEventListener("keydown", (e) => {
    const node = e.target;
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) { node.closest("form[data-keys]")?.requestSubmit(); return; }
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    if (node.matches("input[data-step]")) return number(e, node);
    if (typing(node) || one("dialog[open]")) return;
    const row = node.closest("tr[data-href]");
    let handled = true;
    if (e.key === "/") { const box = one("[data-search]"); box?.focus(); box?.select(); handled = Boolean(box); }
    else if (e.key === "?") { const box = document.getElementById("shortcuts"); box?.showModal(); handled = Boolean(box); }
    else if ((e.key === "ArrowDown" || e.key === "ArrowUp") && (row || node === document.body)) handled = step(row, e.key === "ArrowDown" ? 1 : -1);
    else if (e.key === "x" && row) { const box = one("[data-pick]", row); box?.click(); handled = Boolean(box); }
    else handled = false;
    if (handled) e.preventDefault();
  });
  function number(e, input) {
    const by = { ArrowUp: 1, ArrowDown: -1 }[e.key];
    if (by) {
      const { min = 0, max = 999 } = input.dataset;
      input.value = Math.min(Number(max), Math.max(Number(min), (parseInt(input.value, 10) || 0) + by));
      input.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (e.key === "Enter") {
      const boxes = all("input[data-step]", input.form), suffix = input.name.replace(/^.*\./, ".");
      const column = boxes.filter((box) => box.name.endsWith(suffix));
      const target = column[column.indexOf(input) + 1] || boxes[boxes.indexOf(input) + 1];
      target?.focus(); target?.select();
    } else return;
    e.preventDefault();
  }
  document.addEventListener("click", (e) => {
    const opener = e.target.closest("[data-opens]");
    if (opener) return document.getElementById(opener.dataset.opens)?.showModal();
    if (e.target.closest("[data-print]")) return print();
    const row = e.target.closest("tr[data-href]");
    if (row && !e.target.closest("a, button, input, label, select, summary") && !String(getSelection())) rowLink(row)?.click();
  });

  all("form[data-autosave]").forEach(autosave);
  all("form[data-bulk]").forEach(bulk);
  prepareUploads();
})();
