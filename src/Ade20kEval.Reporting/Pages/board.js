'use strict';
(() => {
  const $ = id => document.getElementById(id);
  document.body.classList.add('on');

  // What the reader chose stays in the address: going back, reloading and sending a link keep it.
  const state = new URLSearchParams(location.hash.slice(1));
  const keep = (name, value) => {
    if (value) state.set(name, value); else state.delete(name);
    const words = state.toString();
    try { history.replaceState(null, '', words ? '#' + words : location.pathname + location.search); } catch { /* a frame that may not */ }
  };

  // Tables: every header sorts; what has no value comes last either way.
  const words = new Intl.Collator('en', { numeric: true });
  const key = cell => {
    if (cell.dataset.v !== undefined) return Number(cell.dataset.v);
    const text = cell.textContent.trim();
    const number = text.replace(/,/g, '');
    return text === '' || text === '–' || text === 'undefined' ? null : /^[-+]?\d+(\.\d+)?$/.test(number) ? Number(number) : text;
  };
  const order = (table, column, down) => {
    const headers = [...table.tHead.rows[0].cells];
    headers.forEach(header => header.removeAttribute('aria-sort'));
    headers[column].setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const rows = table.rowsAsWritten ??= [...table.tBodies[0].rows];
    const pairs = rows.map(row => [key(row.cells[column]), row]);
    const numbers = pairs.every(([value]) => value === null || typeof value === 'number');
    pairs.sort(([a], [b]) => a === null || b === null ? (a === null) - (b === null) : (numbers ? a - b : words.compare(a, b)) * (down ? -1 : 1));
    table.tBodies[0].append(...pairs.map(pair => pair[1]));
  };
  const sortAgain = table => {
    const column = [...table.tHead.rows[0].cells].findIndex(header => header.hasAttribute('aria-sort'));
    table.rowsAsWritten = undefined;
    if (column >= 0) order(table, column, table.tHead.rows[0].cells[column].getAttribute('aria-sort') === 'descending');
  };
  document.querySelectorAll('table:not([data-fixed])').forEach(table => table.querySelectorAll('thead th').forEach((header, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = header.textContent;
    header.replaceChildren(button);
    button.addEventListener('click', () => {
      const now = header.getAttribute('aria-sort');
      const down = now ? now === 'ascending' : header.classList.contains('n') && header.dataset.up === undefined && column > 0;
      order(table, column, down);
      if (table.id === 'table-ranking') keep('sort', column + (down ? 'd' : 'a'));
    });
  }));

  // The ranking: any word of a row, and the words of columns that are a choice.
  if ($('search')) {
    const table = $('table-ranking');
    const rows = [...table.tBodies[0].rows].map(row => ({ row, text: row.textContent.toLowerCase() }));
    const word = cell => cell.textContent.split(':')[0].trim();
    const choices = [];
    [...table.tHead.rows[0].cells].forEach((header, column) => {
      if (header.dataset.choice === undefined) return;
      const options = [...new Set(rows.map(({ row }) => word(row.cells[column])))].sort();
      if (options.length < 2) return;
      const label = document.createElement('label');
      const select = document.createElement('select');
      select.add(new Option('all', ''));
      options.forEach(option => select.add(new Option(option || header.dataset.choice || 'none said', '=' + option)));
      label.append(header.textContent + ' ', select);
      $('count').before(label, ' ');
      choices.push({ select, column, name: 'f' + column });
    });
    const filter = () => {
      const wanted = $('search').value.toLowerCase().split(/\s+/);
      let shown = 0;
      rows.forEach(({ row, text }) => {
        row.hidden = !wanted.every(part => text.includes(part)) || !choices.every(({ select, column }) => !select.value || select.value === '=' + word(row.cells[column]));
        shown += row.hidden ? 0 : 1;
      });
      $('count').textContent = shown === rows.length ? '' : shown + ' of ' + rows.length;
    };
    const restore = () => {
      $('search').value = state.get('q') ?? '';
      choices.forEach(({ select, name }) => {
        select.value = state.get(name) ?? '';
        if (select.selectedIndex < 0) select.value = '';
      });
      const [, column, direction] = /^(\d+)([ad])$/.exec(state.get('sort') ?? '') ?? [];
      if (column < table.tHead.rows[0].cells.length) order(table, Number(column), direction === 'd');
      filter();
    };
    $('search').addEventListener('input', () => { keep('q', $('search').value); filter(); });
    choices.forEach(({ select, name }) => select.addEventListener('change', () => { keep(name, select.value); filter(); }));
    restore();
    // What browsers put back into fields themselves is older than the address.
    addEventListener('pageshow', restore);
  }

  // Any two entries side by side.
  if ($('left')) {
    const data = JSON.parse($('data').textContent);
    const { entries } = data;
    const selects = [$('left'), $('right')];
    const places = new Map(data.paired.map((entry, place) => [entry, place]));
    const signed = (value, text) => (value > 0 ? '+' : '') + text;
    const short = value => {
      const [unit, letter] = [[1e12, 'T'], [1e9, 'G'], [1e6, 'M']].find(([least]) => Math.abs(value) >= least) ?? [1, ''];
      return (value / unit).toLocaleString('en-US', { maximumFractionDigits: 6 }) + letter;
    };
    const fixed = (value, digits) => signed(Number(value.toFixed(digits)), value.toFixed(digits).replace(/^-(0(\.0*)?)$/, '$1'));

    // The second minus the first: low, high, and in how many of 1,000 draws the second is ahead.
    const paired = (left, right) => {
      const [a, b] = [places.get(left), places.get(right)];
      if (a === undefined || b === undefined || a === b) return null;
      const [low, high] = [Math.min(a, b), Math.max(a, b)];
      const at = 3 * (low * (2 * places.size - low - 1) / 2 + high - low - 1);
      const pair = data.pairs.slice(at, at + 3);
      return pair[0] === null ? null : a < b ? pair : [-pair[1], -pair[0], 1000 - pair[2]];
    };
    const verdict = (left, right) => {
      const pair = paired(left, right);
      if (!pair) return left === right ? 'Twice the same entry.' : places.size > 1 ? 'How sure the difference is, is not known: the board has no counts of both over the same images.' : '';
      const show = limit => fixed(limit / 10 ** data.decimals, data.decimals);
      const apart = pair[0] > 0 || pair[1] < 0;
      const better = apart && pair[0] > 0 === data.higher ? 'The second is better' : 'The first is better';
      return (apart ? better : 'The images do not tell them apart') + ': ' + data.figure + ' of the second minus the first lies between ' + show(pair[0]) + ' and ' + show(pair[1]) + data.unit +
        ' (95 %); the second is ahead in ' + (pair[2] / 10).toFixed(1) + ' % of the draws.';
    };
    const fill = (table, rows) => {
      table.tBodies[0].replaceChildren(...rows.map(cells => {
        const row = document.createElement('tr');
        cells.forEach((text, i) => {
          const cell = row.insertCell();
          cell.textContent = text;
          cell.className = table.tHead.rows[0].cells[i].className || (/^[\d,.:+ -]+%?$/.test(text) ? 'w' : '');
        });
        return row;
      }));
    };
    const showClasses = (a, b) => {
      const known = Boolean(a.classes && b.classes);
      const told = data.classes.map((name, i) => [name, a.classes?.[i] ?? null, b.classes?.[i] ?? null]).filter(([, x, y]) => x !== null || y !== null);
      const scale = 10 ** data.decimals;
      const text = share => share === null ? '–' : (share / scale).toFixed(data.decimals);
      const both = told.filter(([, x, y]) => x !== null && y !== null);
      const count = test => both.filter(([, x, y]) => test(y - x)).length;
      $('classes-verdict').textContent = known ? 'The second is better in ' + count(d => d > 0) + ' classes, worse in ' + count(d => d < 0) + ', equal in ' + count(d => d === 0) + '.' : 'Classes of one of the two are not told here.';
      fill($('table-compare-classes'), told.map(([name, x, y]) => [name, text(x), text(y), x === null || y === null ? '–' : fixed((y - x) / scale, data.decimals)]));
      sortAgain($('table-compare-classes'));
    };
    const show = () => {
      const [left, right] = selects.map(select => Number(select.value));
      const [a, b] = [entries[left], entries[right]];
      fill($('table-compare'), data.names.map((name, i) => {
        const [text, number, digits] = a.values[i];
        const [otherText, other, otherDigits] = b.values[i];
        const difference = number === undefined || other === undefined ? '' : digits === undefined ? signed(other - number, short(other - number)) : fixed(other - number, Math.min(digits, otherDigits));
        return [name, text, otherText, difference];
      }).filter(([, text, otherText]) => text || otherText));
      $('compare-verdict').textContent = verdict(left, right);
      if ($('classes-verdict')) showClasses(a, b);
    };
    const indexOf = (id, otherwise) => Math.max(0, Math.min(entries.length - 1, id === null || entries.findIndex(entry => entry.id === id) < 0 ? otherwise : entries.findIndex(entry => entry.id === id)));
    const choose = () => {
      const first = indexOf(state.get('a'), 0);
      $('left').value = first;
      $('right').value = indexOf(state.get('b'), first === 0 ? 1 : 0);
      show();
    };
    const chosen = () => {
      ['a', 'b'].forEach((name, i) => keep(name, entries[selects[i].value].id));
      show();
    };
    selects.forEach(select => {
      entries.forEach((entry, i) => select.add(new Option(entry.name, i)));
      select.addEventListener('change', chosen);
    });
    $('swap').addEventListener('click', () => {
      [selects[0].value, selects[1].value] = [selects[1].value, selects[0].value];
      chosen();
    });
    if (entries.length > 0) {
      choose();
      addEventListener('pageshow', choose);
    }
  }
})();
