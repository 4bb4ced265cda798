'use strict';
(() => {
  const $ = id => document.getElementById(id);
  document.body.classList.add('on');

  // Tables: every header sorts.
  const key = cell => {
    const text = cell.textContent.replace(/,/g, '');
    return /^[-+]?[\d.]+$/.test(text) ? Number(text) : cell.classList.contains('n') ? NaN : text.toLowerCase();
  };
  document.querySelectorAll('table').forEach(table => table.querySelectorAll('thead th').forEach((header, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = header.textContent;
    header.replaceChildren(button);
    button.addEventListener('click', () => {
      const now = header.getAttribute('aria-sort');
      const down = now ? now === 'ascending' : header.classList.contains('n') && column > 0;
      table.querySelectorAll('thead th').forEach(h => h.removeAttribute('aria-sort'));
      header.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const rows = [...table.tBodies[0].rows].map(row => [key(row.cells[column]), row]);
      rows.sort(([a], [b]) => a !== a ? (b !== b ? 0 : 1) : b !== b ? -1 : (a < b ? -1 : a > b ? 1 : 0) * (down ? -1 : 1));
      table.tBodies[0].append(...rows.map(pair => pair[1]));
    });
  }));

  // The ranking: find by any word of a row.
  if ($('search')) {
    const rows = [...$('table-ranking').tBodies[0].rows];
    $('search').addEventListener('input', () => {
      const words = $('search').value.toLowerCase().split(/\s+/);
      let shown = 0;
      rows.forEach(row => {
        const text = row.textContent.toLowerCase();
        row.hidden = !words.every(word => text.includes(word));
        shown += row.hidden ? 0 : 1;
      });
      $('count').textContent = shown === rows.length ? '' : shown + ' of ' + rows.length;
    });
  }

  // Any two entries side by side.
  if ($('left')) {
    const entries = JSON.parse($('data').textContent);
    const selects = [$('left'), $('right')];
    selects.forEach((select, side) => {
      entries.forEach((entry, i) => select.add(new Option(entry.name, i, false, i === Math.min(side, entries.length - 1))));
      select.addEventListener('change', show);
    });
    function show() {
      const [a, b] = selects.map(select => entries[select.value]);
      const body = $('table-compare').tBodies[0];
      body.replaceChildren(...a.values.map(([name, text, number], i) => {
        const row = document.createElement('tr');
        const [, otherText, other] = b.values[i];
        const difference = number === null || other === null ? '' : (other - number > 0 ? '+' : '') + (other - number).toFixed(a.digits[i]);
        [name, text, otherText, difference].forEach(value => row.insertCell().textContent = value);
        return row;
      }));
    }
    if (entries.length > 0) show();
  }
})();
