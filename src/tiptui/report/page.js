
"use strict";
// Shows only what has every word that is typed. Without it, all is shown.
{
  const byId = (id) => document.getElementById(id);
  const main = byId("_main");
  const input = byId("_search");
  const answer = byId("_found");

  // Text without case, accents, apostrophes, dashes and what can't be seen: as tiptui folds it.
  const DROPPED = new RegExp(
    "['`´‘’‛ʹʻʼʽʾʿ՚׳′ꞌ\\p{Pd}⁃⁓−ـ\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5" +
      "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0" +
      "\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]",
    "gu",
  );
  const LETTERS = Object.fromEntries(
    "łl øo đd ðd ħh ıi ŧt æae œoe þth ßss ςσ".split(" ").map(([letter, ...as]) => [letter, as.join("")]),
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
  const fold = (text) => {
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

  // The words and "phrases" of a query, and those that -must not be there.
  const termsOf = (query) => {
    const terms = [];
    const plain = query.replace(/[“”„]/g, '"');
    for (const [, not, phrase, word] of plain.matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)) {
      for (const part of word ? word.split(/[\p{Pd}⁃⁓−⁻₋]/u) : [phrase]) {
        const text = fold(part);
        if (text.trim()) terms.push({ text, isWanted: !not });
      }
    }
    return terms;
  };

  // What is listed, as a tree: sections, parts of lists, groups, items. The text of a group is that
  // of its head; who speaks is a part of each statement.
  const has = (element, name) => element.classList.contains(name);
  const nodes = new Map();
  const treeOf = (element, before = "") => {
    const isItem = has(element, "item");
    const kind = isItem || has(element, "group") ? element.classList[1] : undefined;
    const node = { element, kind, text: "", children: [], isHit: true, isOut: false };
    nodes.set(element, node);
    if (isItem) node.text = fold(before + element.textContent);
    for (const child of isItem ? [] : element.children) {
      if (has(child, "head")) {
        const texts = [...child.children].filter((each) => !has(each, "links"));
        node.text = fold(texts.map((each) => each.textContent).join("\n"));
        before = `${child.querySelector(".who")?.textContent ?? ""}\n`;
      } else if (has(child, "part") || has(child, "group") || has(child, "item")) {
        node.children.push(treeOf(child, before));
      }
    }
    return node;
  };
  let roots;
  const prepare = () => (roots ??= [...main.children].map((each) => treeOf(each)));

  const hasAll = (text, terms) => {
    for (const term of terms) if (text.includes(term.text) !== term.isWanted) return false;
    return true;
  };
  // Returns whether all terms are in a node, or in one below it; counts how many of each kind.
  const find = (node, terms, isNarrower, counts) => {
    if (isNarrower && !node.isHit) return false;
    node.isHit = node.text !== "" && hasAll(node.text, terms);
    for (const child of node.children) {
      if (find(child, terms, isNarrower, counts)) node.isHit = true;
    }
    if (node.isHit && node.kind) counts[node.kind] = (counts[node.kind] ?? 0) + 1;
    return node.isHit;
  };
  const show = (node) => {
    if (node.isOut === node.isHit) node.element.classList.toggle("out", (node.isOut = !node.isHit));
    // What is in a hidden part or group may stay as it is; of a hidden section the heading is.
    if (node.isHit || node.element.parentElement === main) node.children.forEach(show);
  };

  const totals = [...document.querySelectorAll("[data-of]")].map((element) => ({
    element,
    kind: element.dataset.of,
    all: element.textContent,
  }));
  let before = [];

  const search = () => {
    const terms = termsOf(input.value);
    const isSought = terms.length > 0;
    const counts = {};
    if (isSought) {
      const isIn = (old) => (each) => each.isWanted && each.text.includes(old.text);
      const holds = (old) => old.isWanted && terms.some(isIn(old));
      const isNarrower = before.length > 0 && before.every(holds);
      for (const root of prepare()) find(root, terms, isNarrower, counts);
      roots.forEach(show);
    }
    before = terms;
    const found = new Set();
    for (const { element, kind, all } of totals) {
      const words = isSought ? `${(counts[kind] ?? 0).toLocaleString("en")} of ${all}` : all;
      if (element.textContent !== words) element.textContent = words;
      if (counts[kind]) found.add(`${words} ${kind}s`);
    }
    main.classList.toggle("narrowed", isSought);
    const none = `No match for ${input.value.trim()}`;
    answer.value = isSought ? [...found].join(", ") || none : "";
    if (isSought) main.scrollIntoView();
    markSoon();
  };

  // Marks what is sought in what can be seen, once that is drawn: no key waits for it.
  const mark = () => {
    const ranges = [];
    const texts = before.filter((term) => term.isWanted).map((term) => term.text);
    const seen = (node) => {
      const { top, bottom } = node.element.getBoundingClientRect();
      if (!texts.length || !node.isHit || bottom < 0 || top > innerHeight) return;
      if (node.text) markWithin(node.element.querySelector(":scope > .head") ?? node.element);
      node.children.forEach(seen);
    };
    const markWithin = (element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { data } = walker.currentNode;
        const whole = fold(data);
        const here = texts.filter((text) => whole.includes(text));
        // Where each letter of the folded text begins and ends in that which is shown.
        const starts = [];
        let at = 0;
        for (const letter of here.length ? data : "") {
          for (let n = fold(letter).length; n > 0; n--) starts.push([at, at + letter.length]);
          at += letter.length;
        }
        for (const text of here) {
          for (let n = whole.indexOf(text); n >= 0; n = whole.indexOf(text, n + text.length)) {
            const range = new Range();
            range.setStart(walker.currentNode, starts[n][0]);
            range.setEnd(walker.currentNode, starts[n + text.length - 1][1]);
            ranges.push(range);
          }
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
    if (!target || !before.length) return target;
    for (let each = target; each; each = each.parentElement) {
      if (nodes.has(each)) nodes.get(each).isHit = true;
    }
    roots.forEach(show);
    return target;
  };

  input.form.hidden = false;
  input.form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", search);
  input.addEventListener("focus", prepare);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "/" && document.activeElement !== input) {
      event.preventDefault();
      input.focus();
      input.select();
    } else if (event.key === "Escape" && input.value) {
      input.value = "";
      search();
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link) reveal(link.hash);
  });
  addEventListener("scroll", () => before.length && markSoon(), { passive: true });
  addEventListener("hashchange", () => reveal(location.hash)?.scrollIntoView());
  // A browser keeps what was typed when a page is opened again.
  addEventListener("pageshow", () => input.value && search());
  (window.requestIdleCallback ?? setTimeout)(prepare);
}
