
"use strict";
// Shows only what has every word that is typed and all that is chosen. Without it, all is shown.
{
  const byId = (id) => document.getElementById(id);
  const main = byId("_main");
  const form = byId("_form");
  const input = byId("_search");
  const answer = byId("_found");
  const selects = [...document.querySelectorAll("select")];
  // What can be chosen, by its number, with how many have it besides all else that is.
  const values = selects.flatMap((select) =>
    [...select.options].slice(1).map((option) => ({ select, option, count: 0 })),
  );

  // Text without case, accents, apostrophes, dashes and what can't be seen: as tiptui folds it.
  const DROPPED = new RegExp(
    "['`´‘’‛ʹʻʼʽʾʿ՚׳′ꞌ\\p{Pd}⁃⁓−ـ\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5" +
      "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0" +
      "\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]",
    "gu",
  );
  const LETTERS = Object.fromEntries(
    "łl øo đd ðd ħh ıi ŧt æae œoe þth ßss ςσ 臺台 裏裡 峯峰 羣群 綫線 衞衛 爲為 眞真 敎教 靑青 産產 吿告 啓啟 牀床 强強 説說 户戶".split(" ").map(([letter, ...as]) => [letter, as.join("")]),
  );
  const LETTER = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "gu");
  const marks = new Map();
  // A mark that combines goes before one of the highest class; others part two letters.
  const withoutMark = (mark) => {
    if (!marks.has(mark)) {
      const stays = `\u0345${mark}`.normalize("NFD").startsWith("\u0345");
      marks.set(mark, stays ? mark : "");
    }
    return marks.get(mark);
  };
  // A dash between two digits is a space: two numbers do not become one.
  // Between ideographs a dash is a space too, and spaces do not count.
  const apart = (text) =>
    text
      .replace(/(?<=\p{Nd})[\p{Pd}⁃⁓−](?=[\p{Pd}⁃⁓−]*\p{Nd})/gu, " ")
      .replace(/(?<=[㐀-鿿])[\p{Pd}⁃⁓− ]+(?=[㐀-鿿])/gu, (run) => (run.trim() ? " " : ""));
  const fold = (written) => {
    const text = apart(written);
    if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase().replace(/['`-]/g, "");
    return text
      .replace(DROPPED, "")
      .normalize("NFKD")
      .toUpperCase()
      .toLowerCase()
      .normalize("NFKD")
      .replaceAll("\u0345", "ι")
      .replace(/\p{M}/gu, withoutMark)
      .replace(LETTER, (letter) => LETTERS[letter])
      .replace(DROPPED, "");
  };

  // The words and "phrases" of a query, and those that -must not be there. At the ends of a phrase
  // numbers are whole: "article 1" is neither article 11 nor 1.2.
  const wholeOf = (text) =>
    text.replace(/^(?=\p{Nd})/u, "(?<!\\p{Nd}\\.?)").replace(/(?<=\p{Nd})$/u, "(?!\\.?\\p{Nd})");
  const termsOf = (query) => {
    const terms = [];
    const plain = query.replace(/[“”„]/g, '"');
    for (const [, not, phrase, word] of plain.matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)) {
      for (const part of word ? word.split(/[\p{Pd}⁃⁓−⁻₋]/u) : [phrase]) {
        const text = fold(part).replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
        const pattern = new RegExp(word ? text : wholeOf(text), "gu");
        if (text.trim()) terms.push({ pattern, isWanted: !not });
      }
    }
    return terms;
  };

  // What is listed, as a tree: sections, groups, items. The text of a group is that of its head; who
  // speaks is a part of each statement.
  const has = (element, name) => element.classList.contains(name);
  const nodes = new Map();
  const node = (element, kind, text, has = []) => ({
    ...{ element, kind, text, has, children: [], isHit: true, isOut: false },
  });
  const treeOf = (element, before = "") => {
    const isItem = has(element, "item");
    const kind = isItem || has(element, "group") ? element.classList[1] : undefined;
    const own = node(element, kind, isItem ? fold(before + element.textContent) : "");
    nodes.set(element, own);
    own.has = element.dataset.is?.split(" ").map(Number) ?? [];
    if (has(element, "list")) listed(own);
    for (const child of isItem ? [] : element.children) {
      if (has(child, "head")) {
        const texts = [...child.children].filter((each) => !has(each, "links"));
        own.text = fold(texts.map((each) => each.textContent).join("\n"));
        before = `${child.querySelector(".who")?.textContent ?? ""}\n`;
      } else if (has(child, "group") || has(child, "item") || child.localName === "ul") {
        own.children.push(treeOf(child, before));
      }
    }
    return own;
  };

  // An index has claims as data, of which it draws the first that are found.
  const STEP = 100;
  const FIELDS = ["addressee", "status", "theme", "dialogue"];
  const create = (name, words, kind = "") => {
    const element = document.createElement(name);
    element.className = kind;
    element.append(...words);
    return element;
  };
  const NOTHING = ["no theme", "no response recorded"];
  const factsOf = (who, has) => {
    const words = (field) =>
      has
        .filter((n) => values[n].select.name === field)
        .map((n) => values[n].option.value)
        .filter((each) => !NOTHING.includes(each));
    const [to, ...others] = FIELDS.map((field) => words(field).join(", "));
    return [to ? `${who} to ${to}` : who, ...others].filter(Boolean);
  };
  const folded = new Map();
  const foldOften = (words) => {
    if (!folded.has(words)) folded.set(words, fold(words));
    return folded.get(words);
  };
  let indexed;
  const listed = (list) => {
    list.most = STEP;
    list.more = list.element.nextElementSibling;
    list.more.addEventListener("click", () => {
      list.most += STEP;
      draw(list);
      markSoon();
    });
    for (const [where, claims] of (indexed ??= JSON.parse(byId("_claims").textContent))) {
      for (const [kind, id, text, who, has] of claims) {
        if (kind !== list.element.dataset.list) continue;
        const texts = [fold(text), ...factsOf(who, has).map(foldOften)];
        const each = node(null, kind, texts.join("\n"), has);
        list.children.push(Object.assign(each, { data: [where + id, text, who] }));
      }
    }
  };
  const itemOf = ({ kind, has, data: [href, text, who] }) => {
    const link = create("a", [text]);
    link.href = href;
    link.dir = "auto";
    const facts = factsOf(who, has).flatMap((each) => [" · ", create("bdi", [each])]);
    return create("li", [link, create("p", facts.slice(1), "facts")], `item ${kind}`);
  };
  const draw = (list) => {
    const hits = list.children.filter((each) => each.isHit);
    for (const each of list.children) each.element = null;
    for (const each of hits.slice(0, list.most)) each.element = itemOf(each);
    list.element.replaceChildren(...hits.slice(0, list.most).map((each) => each.element));
    list.more.hidden = hits.length <= list.most;
    list.more.textContent = `Show more of ${hits.length.toLocaleString("en")}`;
  };

  let roots;
  const narrowed = [...main.children].filter((each) => !["_status", "_addressee", "_theme", "_made"].includes(each.id));
  const prepare = () => (roots ??= narrowed.map((each) => treeOf(each)));

  let terms = [];
  let chosen = [];
  const hasAll = (text) => terms.every((term) => text.search(term.pattern) >= 0 === term.isWanted);
  const hasChosen = (own) => {
    const missed = chosen.filter((n) => !own.has.includes(n)).map((n) => values[n].select);
    if (missed.length > 1) return false;
    for (const n of own.has) if (!missed.length || values[n].select === missed[0]) values[n].count++;
    return !missed.length;
  };
  // Returns whether all is in a node, or in one below it; counts how many of each kind.
  const find = (own, counts) => {
    own.isHit = own.text !== "" && hasAll(own.text) && hasChosen(own);
    for (const child of own.children) if (find(child, counts)) own.isHit = true;
    if (own.isHit && own.kind) counts[own.kind] = (counts[own.kind] ?? 0) + 1;
    return own.isHit;
  };
  const show = (own) => {
    if (own.isOut === own.isHit) own.element.classList.toggle("out", (own.isOut = !own.isHit));
    if (own.more) draw(own);
    // What is in a hidden group may stay as it is; of a hidden section the heading is.
    else if (own.isHit || own.element.parentElement === main) own.children.forEach(show);
  };

  const totals = [...document.querySelectorAll("[data-of]")].map((element) => ({
    element,
    kind: element.dataset.of,
    all: element.textContent,
  }));
  // The numbers of what is found, by status, addressee and theme.
  const sums = [...document.querySelectorAll(".sum meter")].map((meter) => ({
    meter,
    number: meter.nextElementSibling,
    value: values.find(({ select, option }) =>
      select.name === meter.dataset.field && option.value === meter.getAttribute("aria-label")),
  }));
  const write = (element, words) => element.textContent === words || (element.textContent = words);
  const search = () => {
    terms = termsOf(input.value);
    chosen = values.flatMap(({ option, select }, n) => (option.selected && select.value ? [n] : []));
    const isSought = terms.length + chosen.length > 0;
    const counts = {};
    for (const value of values) value.count = 0;
    for (const root of prepare()) find(root, counts);
    roots.forEach(show);
    for (const { option, count } of values) {
      write(option, `${option.value} (${count.toLocaleString("en")})`);
    }
    for (const { meter, number, value } of sums) {
      meter.value = value.count;
      write(number, value.count.toLocaleString("en"));
    }
    const found = new Set();
    for (const { element, kind, all } of totals) {
      const words = isSought ? `${(counts[kind] ?? 0).toLocaleString("en")} of ${all}` : all;
      write(element, words);
      if (counts[kind]) found.add(`${words} ${kind}s`);
    }
    main.classList.toggle("narrowed", isSought);
    const sought = [input.value.trim(), ...chosen.map((n) => values[n].option.value)];
    const of = sought.filter(Boolean).join(" · ");
    const none = `No match for ${of}`;
    answer.value = isSought ? (found.size ? `${of}: ${[...found].join(", ")}` : none) : "";
    form.querySelector("button").hidden = !isSought;
    markSoon();
  };

  // The address says what is sought, so that it can be sent: `#q=radio&status=accepted`.
  const fields = [input, ...selects];
  const keyOf = (field) => field.name || "q";
  const inAddress = () => {
    const given = fields.filter((each) => each.value).map((each) => [keyOf(each), each.value]);
    const hash = given.length ? `#${new URLSearchParams(given)}` : location.pathname;
    if (given.length || location.hash.includes("=")) history.replaceState(null, "", hash);
  };
  let writing;
  const narrow = () => {
    for (const each of lists()) each.most = STEP;
    search();
    if (main.getBoundingClientRect().top < 0) main.scrollIntoView();
    clearTimeout(writing);
    writing = setTimeout(inAddress, 200);
  };
  const lists = () => [...nodes.values()].filter((each) => each.more);
  const follow = () => {
    clearTimeout(writing);
    if (location.hash.includes("=")) {
      const given = new URLSearchParams(location.hash.slice(1));
      for (const each of fields) {
        each.value = given.get(keyOf(each)) ?? "";
        // What can't be chosen is not.
        if (each.selectedIndex < 0) each.value = "";
      }
      search();
    } else reveal(location.hash)?.scrollIntoView();
  };

  // Marks what is sought in what can be seen, once that is drawn: no key waits for it.
  const mark = () => {
    const ranges = [];
    const patterns = terms.filter((term) => term.isWanted).map((term) => term.pattern);
    const seen = (node) => {
      if (!patterns.length || !node.isHit || !node.element) return;
      const { top, bottom } = node.element.getBoundingClientRect();
      if (bottom < 0 || top > innerHeight) return;
      if (node.text) markWithin(node.element.querySelector(":scope > .head") ?? node.element);
      node.children.forEach(seen);
    };
    const markWithin = (element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const data = apart(walker.currentNode.data);
        const whole = fold(data);
        const here = patterns.flatMap((pattern) => [...whole.matchAll(pattern)]);
        // Where each letter of the folded text begins and ends in that which is shown.
        const starts = [];
        let at = 0;
        for (const letter of here.length ? data : "") {
          for (let n = fold(letter).length; n > 0; n--) starts.push([at, at + letter.length]);
          at += letter.length;
        }
        for (const { 0: text, index: n } of here) {
          const range = new Range();
          range.setStart(walker.currentNode, starts[n][0]);
          range.setEnd(walker.currentNode, starts[n + text.length - 1][1]);
          ranges.push(range);
        }
      }
    };
    roots?.forEach(seen);
    CSS.highlights.set("found", new Highlight(...ranges));
  };
  let isWaiting = false;
  const markSoon = () => {
    if (isWaiting || !CSS.highlights) return;
    isWaiting = true;
    requestAnimationFrame(() => setTimeout(() => (mark(), (isWaiting = false))));
  };

  // A link leads also to what is not among what was found.
  const reveal = (hash) => {
    const target = byId(hash.slice(1));
    if (!target || !roots) return target;
    for (let each = target; each; each = each.parentElement) {
      if (nodes.has(each)) nodes.get(each).isHit = true;
    }
    roots.forEach(show);
    return target;
  };

  form.hidden = false;
  document.querySelector("fieldset").hidden = false;
  for (const each of document.querySelectorAll(".unscripted")) each.hidden = true;
  form.addEventListener("submit", (event) => event.preventDefault());
  const clear = () => {
    for (const each of fields) each.value = "";
    // The button that was pressed goes, and with it the focus.
    if (document.activeElement.type === "reset") input.focus();
    narrow();
  };
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    clear();
  });
  for (const each of fields) each.addEventListener("input", narrow);
  input.addEventListener("focus", prepare);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "/" && document.activeElement !== input) {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (event.key === "Escape") clear();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link && !link.hash.includes("=")) reveal(link.hash);
  });
  addEventListener("scroll", () => terms.length && markSoon(), { passive: true });
  addEventListener("hashchange", follow);
  // A browser keeps what was typed when a page is opened again.
  addEventListener("pageshow", () => {
    if (location.hash.includes("=")) follow();
    else if (fields.some((each) => each.value) || byId("_claims")) narrow();
  });
  (window.requestIdleCallback ?? setTimeout)(prepare);
}
