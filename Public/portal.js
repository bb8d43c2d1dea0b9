// Comfort only: every page works without this file. All words come from data- attributes of the markup.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const fill = (text, values) => (text || "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const typing = (node) => node.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

  document.documentElement.classList.add("js");
  one("[data-focus]")?.focus();

  // Autosave: two quiet seconds after the last key, the form is posted to its draft address.
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
        const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
        if ([401, 403, 404, 409].includes(answer.status)) { stopped = true; return say(told.why || "stopped"); }
        if (!answer.ok) throw new Error(answer.status);
        renew(form, told.fields || {});
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

  // Uploads: one file after another; the answer is the same page, whose region replaces ours.
  const queue = [];
  let current = null;
  function prepareUploads(root = document) {
    for (const form of all("form[data-upload]")) for (const input of form.elements) {
      if (input.type === "file" && root.contains(input)) input.closest(".drop")?.classList.add("live");
    }
  }
  document.addEventListener("change", ({ target: input }) => {
    const form = input.form, place = input.closest("[data-upload-region]");
    if (input.type !== "file" || !form?.matches("[data-upload]") || !form.id || !place?.id) return;
    for (const file of input.files) {
      const item = { file, name: input.name, form: form.id, place: place.id, box: progress(place) };
      if (file.size > Number(form.dataset.max || Infinity)) fail(item, "tooBig");
      else queue.push(item);
    }
    input.value = "";
    next();
  });
  function next() {
    if (current || !(current = queue.shift())) return;
    const item = current, form = document.getElementById(item.form), call = new XMLHttpRequest();
    // A retry repeats the very same body: the server knows its one-time key.
    item.body ||= new FormData();
    if (!item.body.has(item.name)) {
      for (const input of form.elements) if (input.type === "hidden") item.body.append(input.name, input.value);
      item.body.append(item.name, item.file);
    }
    const over = () => { current = null; next(); };
    // Without an answer the file may or may not be stored, and its one-time key is spent: nothing else goes before it.
    const unsure = () => fail(item, "failed", "retry");
    call.upload.onprogress = (e) => show(item, Math.round((e.loaded / e.total) * 100));
    call.onerror = unsure;
    call.onload = () => {
      if (call.status >= 500) return unsure();
      const page = new DOMParser().parseFromString(call.responseText, "text/html");
      const fresh = page.getElementById(item.place), old = document.getElementById(item.place);
      if (!fresh) { fail(item, "failed"); return over(); }
      freshen(page);
      item.box.remove();
      fresh.append(...all(".uploading", old));
      old.replaceWith(fresh);
      prepareUploads(fresh);
      over();
    };
    show(item, 0);
    call.open("POST", form.action);
    call.send(item.body);
  }
  function progress(place) {
    const box = document.createElement("div"), bar = document.createElement("progress");
    box.className = "uploading"; box.setAttribute("role", "status");
    bar.max = 100; bar.value = 0;
    box.append(document.createElement("p"), bar);
    place.append(box);
    return box;
  }
  function show(item, percent) {
    const [text, bar] = item.box.children;
    text.className = ""; bar.hidden = false; bar.value = percent;
    text.textContent = fill(document.getElementById(item.form).dataset.sending, { name: item.file.name, percent });
  }
  function fail(item, why, again) {
    const words = document.getElementById(item.form).dataset, [text, bar] = item.box.children;
    text.className = "error"; bar.hidden = true;
    text.textContent = fill(words[why], { name: item.file.name });
    if (!again) return;
    const button = document.createElement("button");
    button.type = "button"; button.className = "button second tight"; button.textContent = words[again];
    button.onclick = () => { button.remove(); queue.unshift(item); current = null; next(); };
    item.box.append(button);
  }
  // Hidden fields (version, one-time key, forgery token) of every form that has an id follow the answer.
  function freshen(page) {
    for (const form of all("form[id]")) {
      const other = page.getElementById(form.id);
      if (other) for (const input of other.elements) if (input.type === "hidden") renew(form, { [input.name]: input.value });
    }
  }
  // Bulk bar
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

  // Rows of repeatable tables
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

  // A second press does nothing
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

  // Keyboard and rows
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

  // ── A question that others hang on: the form is saved, and what its answer brings up or makes needless comes and goes.
  document.addEventListener("change", async (e) => {
    const input = e.target, form = input.form, place = form && document.getElementById(form.dataset.redraw);
    if (!place || !input.matches("[data-decides]")) return;
    const saved = await fetch(form.dataset.autosave, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "error" }).catch(() => null);
    const answer = saved?.ok && (await fetch(location.href).catch(() => null));
    const fresh = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(place.id);
    if (fresh) patch(place, fresh);
  });
  // By their keys: what is there stays as it is, with what was typed and where the cursor stands.
  function patch(old, fresh) {
    const key = (node) => node.dataset.key ?? (node.matches(".field") ? one("[name]:not([name=seen])", node)?.name : undefined);
    const keyed = (node) => [...node.children].filter(key);
    const there = new Map(keyed(old).map((child) => [key(child), child]));
    let last;
    for (const child of keyed(fresh)) {
      const mine = there.get(key(child)), first = keyed(old)[0];
      if (mine) patch(mine, child);
      else if (last) last.after(child);
      else if (first) first.before(child);
      else old.append(child);
      there.delete(key(child));
      last = mine ?? child;
    }
    for (const gone of there.values()) gone.remove();
  }

  all("form[data-autosave]").forEach(autosave);
  all("form[data-bulk]").forEach(bulk);
  prepareUploads();
})();
