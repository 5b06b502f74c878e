/* Filter and sort for tables of figures. Without it they are plain tables. */
"use strict";
(() => {
  const LEAST_FILTERED = 8; // rows; fewer are seen at a glance

  /** 1029.54亿元 as [亿元, 1029.54]: numbers are compared within one unit only. */
  function sortKey(cell) {
    const text = cell.textContent.trim();
    const match = /^([−-]?[\d.]+)(.*)$/.exec(text);
    return match ? [match[2], Number(match[1].replace("−", "-"))] : [text, 0];
  }

  function compareCells(one, other) {
    const [unit, number] = sortKey(one);
    const [otherUnit, otherNumber] = sortKey(other);
    return unit.localeCompare(otherUnit, "zh-CN") || number - otherNumber;
  }

  function sortRows(table, heading) {
    const column = heading.cellIndex;
    const direction = heading.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
    const sign = direction === "ascending" ? 1 : -1;
    const rows = [...table.tBodies[0].rows];
    const isEmpty = (row) => row.cells[column].textContent.trim() === "";
    rows.sort((a, b) => isEmpty(a) - isEmpty(b) || sign * compareCells(a.cells[column], b.cells[column]));
    table.tBodies[0].append(...rows);
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", direction);
  }

  function makeSortable(table) {
    for (const heading of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "archive-sort";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => sortRows(table, heading));
      heading.append(button);
    }
  }

  function filterRows(table, words, count) {
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      row.hidden = !words.every((word) => row.textContent.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = `${shown} 条`;
  }

  function makeFilterable(table) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("output");
    label.className = "archive-filter";
    input.type = "search";
    input.placeholder = "筛选：地区、指标、时期……";
    input.setAttribute("aria-label", "筛选表中各行，多个词以空格分开");
    const update = () => filterRows(table, input.value.split(/\s+/).filter(Boolean), count);
    input.addEventListener("input", (event) => event.isComposing || update());
    input.addEventListener("compositionend", update);
    label.append(input, count);
    table.before(label);
    update();
  }

  /** On a phone each row is a card, in which headings stand beside their numbers. */
  function nameCells(table) {
    const headings = [...table.tHead.rows[0].cells].map((heading) => heading.textContent);
    for (const row of table.tBodies[0].rows) {
      for (const cell of row.cells) cell.dataset.heading = headings[cell.cellIndex];
    }
  }

  for (const table of document.querySelectorAll(".archive-ledger table")) {
    const rows = table.tBodies[0].rows.length;
    nameCells(table);
    if (rows > 1) makeSortable(table);
    if (rows >= LEAST_FILTERED) makeFilterable(table);
  }
})();
