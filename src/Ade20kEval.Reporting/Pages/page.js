'use strict';
(() => {
  const $ = id => document.getElementById(id);
  document.body.classList.add('on');
  const data = JSON.parse($('data').textContent);
  const classes = data.classes, C = classes.length;
  const numbers = text => {
    const bytes = atob(text), out = [];
    for (let i = 0, value = 0, scale = 1; i < bytes.length; i++) {
      const b = bytes.charCodeAt(i);
      value += (b & 127) * scale;
      if (b > 127) scale *= 128;
      else { out.push(value); value = 0; scale = 1; }
    }
    return out;
  };
  let opened = -1, openClass = () => {};
  const count = n => String(n).replace(/\B(?=(\d{3})+$)/g, ',');
  const percent = fraction => (fraction * 100).toFixed(2) + ' %';
  const add = (parent, tag, text) => {
    const element = parent.appendChild(document.createElement(tag));
    if (text !== undefined) element.textContent = text;
    return element;
  };

  // Tables: every header sorts.
  const key = cell => {
    const text = cell.textContent.replace(/,/g, '');
    return /^[-+]?[\d.]+$/.test(text) ? Number(text) : cell.classList.contains('n') ? NaN : text.toLowerCase();
  };
  const presence = $('kinds').dataset.presence;
  const sortBy = (table, column, down) => {
    const headers = [...table.tHead.rows[0].cells], header = headers[column], body = table.tBodies[0];
    headers.forEach(h => h.removeAttribute('aria-sort'));
    header.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    // Classes that are not in the ground truth come last, whichever way the others are turned.
    const apart = row => table.id === 'table-classes' && column > 1 && presence[Number(row.cells[0].textContent)] === 'a' ? 1 : 0;
    const rows = [...body.rows].map(row => [key(row.cells[column]), row, apart(row)]);
    rows.sort(([a, , x], [b, , y]) => x - y || (a !== a ? (b !== b ? 0 : 1) : b !== b ? -1 : (a < b ? -1 : a > b ? 1 : 0) * (down ? -1 : 1)));
    body.append(...rows.map(row => row[1]));
  };
  const sortable = table => table.querySelectorAll('thead th').forEach((header, column) => {
    const label = header.textContent;
    header.textContent = '';
    const button = add(header, 'button', label);
    button.type = 'button';
    button.addEventListener('click', () => {
      const now = header.getAttribute('aria-sort');
      const down = now ? now === 'ascending' : header.classList.contains('n') && label !== '#';
      sortBy(table, column, down);
      if (table.id === 'table-classes') { $('class-order').hidden = true; remember(); }
    });
  });
  ['table-classes', 'table-gains', 'table-protocols', 'table-images', 'table-figures', 'table-differences', 'table-changed-classes', 'table-changed-images', 'table-changed-confusions'].forEach(id => $(id) && sortable($(id)));

  // Classes: find, and stuff or things.
  const classRows = [...$('table-classes').tBodies[0].rows], kinds = $('kinds').dataset.kinds;
  const kindOf = index => [kinds[index], presence[index]];
  const filterClasses = () => {
    const words = $('class-search').value.toLowerCase(), kind = $('class-kind').value;
    let shown = 0;
    classRows.forEach(row => {
      const index = Number(row.cells[0].textContent), [sort, state] = kindOf(index);
      row.hidden = !classes[index].toLowerCase().includes(words) || (kind !== '' && sort !== kind && state !== kind && !(kind === 'p' && state === '0'));
      shown += row.hidden ? 0 : 1;
    });
    $('class-count').textContent = shown === classRows.length ? '' : shown + ' of ' + classRows.length;
    $('class-none').hidden = shown > 0;
    $('table-classes').hidden = shown === 0;
  };

  // The address keeps how classes are sorted and filtered, and which one is open: what is sent to somebody shows the same.
  const classTable = $('table-classes');
  const remember = () => {
    const state = new URLSearchParams(), sorted = classTable.querySelector('[aria-sort]');
    if ($('class-search').value) state.set('find', $('class-search').value);
    if ($('class-kind').value) state.set('show', $('class-kind').value);
    if (sorted) state.set('sort', (sorted.getAttribute('aria-sort') === 'descending' ? '-' : '') + sorted.textContent);
    if ($('class-box').open) state.set('class', classes[opened]);
    const text = state.toString();
    try { history.replaceState(null, '', text ? '#classes?' + text : '#classes'); } catch { /* a frame that has no address */ }
  };
  const recall = () => {
    if (!/^#(classes\?|class=)/.test(location.hash)) return;
    const state = new URLSearchParams(location.hash.replace(/^#(classes\?)?/, ''));
    $('class-search').value = state.get('find') || '';
    $('class-kind').value = state.get('show') || '';
    if ($('class-kind').selectedIndex < 0) $('class-kind').value = '';
    filterClasses();
    const sort = state.get('sort') || '', name = sort.replace(/^-/, '');
    const column = [...classTable.tHead.rows[0].cells].findIndex(header => header.textContent === name);
    if (column >= 0) { sortBy(classTable, column, sort[0] === '-'); $('class-order').hidden = true; }
    $('classes').scrollIntoView();
    const asked = classes.indexOf(state.get('class'));
    if (asked >= 0) openClass(asked);
  };
  $('class-search').addEventListener('input', () => { filterClasses(); remember(); });
  $('class-kind').addEventListener('change', () => { filterClasses(); remember(); });
  window.addEventListener('hashchange', recall);

  // Tables to be copied: what is shown, in the order in which it is shown.
  const shownCells = table => [table.tHead.rows[0], ...[...table.tBodies[0].rows].filter(row => !row.hidden)].map(row => [...row.cells].map(cell => cell.textContent.trim()));
  const quote = text => /[",\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
  const plain = text => /^[-+]?[\d,]+(\.\d+)?$/.test(text) ? text.replace(/,/g, '') : text === '–' ? '' : text;
  const latex = text => text.replace(/[\\{}$&#%_^~]/g, c => c === '\\' ? '\\textbackslash{}' : c === '^' ? '\\textasciicircum{}' : c === '~' ? '\\textasciitilde{}' : '\\' + c).replace(/–/g, '--');
  const forms = {
    CSV: rows => rows.map(row => row.map(cell => quote(plain(cell))).join(',')).join('\n') + '\n',
    LaTeX: (rows, numbers) => '\\begin{tabular}{' + numbers.map(n => n ? 'r' : 'l').join('') + '}\n\\toprule\n' + rows.map((row, i) => row.map(latex).join(' & ') + ' \\\\\n' + (i ? '' : '\\midrule\n')).join('') + '\\bottomrule\n\\end{tabular}\n',
    Markdown: (rows, numbers) => rows.map((row, i) => '| ' + row.map(cell => cell.replace(/[\\|`*_<>[\]]/g, c => '\\' + c)).join(' | ') + ' |\n' + (i ? '' : '|' + numbers.map(n => n ? ' ---: |' : ' --- |').join('') + '\n')).join(''),
  };
  const copier = (table, place) => {
    const note = document.createElement('output');
    note.className = 'm';
    Object.keys(forms).forEach(form => {
      const button = add(place, 'button', 'Copy ' + form);
      button.type = 'button';
      button.addEventListener('click', async () => {
        const text = forms[form](shownCells(table), [...table.tHead.rows[0].cells].map(cell => cell.classList.contains('n')));
        try { await navigator.clipboard.writeText(text); } catch {
          const area = add(document.body, 'textarea', text);
          area.select();
          document.execCommand('copy');
          area.remove();
        }
        note.textContent = 'Copied.';
        setTimeout(() => { note.textContent = ''; }, 2000);
      });
    });
    place.append(note);
  };
  copier(classTable, $('class-copy'));
  ['table-protocols', 'table-figures', 'table-changed-classes', 'table-gains'].filter($).forEach(id => {
    const place = document.createElement('p');
    place.className = 'copy screen';
    $(id).closest('.scroll').after(place);
    copier($(id), place);
  });

  // Classes of a comparison: those that fell, or those that rose.
  if ($('change-kind')) {
    const changes = [...$('table-changed-classes').tBodies[0].rows];
    const column = [...$('table-changed-classes').tHead.rows[0].cells].findIndex(header => header.textContent.startsWith('Change'));
    $('change-kind').addEventListener('change', () => {
      const sign = $('change-kind').value;
      changes.forEach(row => { row.hidden = sign !== '' && !row.cells[column].textContent.startsWith(sign); });
      $('change-count').textContent = sign === '' ? '' : changes.filter(row => !row.hidden).length + ' of ' + changes.length;
    });
  }

  // Images: find by name, or by the confusion that they hold.
  const scores = numbers(data.scores), packed = numbers(data.confusions);
  const images = [], prefix = data.prefix.join('');
  for (let i = 0, at = 0; i < data.images.length; i++) {
    const held = [];
    for (let n = packed[at++], cell = -1; n > 0; n--) held.push(cell += packed[at++]);
    images.push({ name: prefix + data.images[i], iou: scores[i * 4] - 1, accuracy: scores[i * 4 + 1] - 1, classes: scores[i * 4 + 2], wrong: scores[i * 4 + 3], held });
  }
  document.querySelectorAll('[data-i]').forEach(figure => { images[Number(figure.dataset.i)].figure = figure; });
  images.sort((a, b) => (a.iou < 0 ? 1e9 : a.iou) - (b.iou < 0 ? 1e9 : b.iou));
  const imageTable = $('table-images'), caption = imageTable.caption.textContent, most = 50;
  let wanted = -1;
  const listImages = () => {
    const words = $('image-search').value.toLowerCase();
    const found = images.filter(image => (wanted < 0 || image.held.includes(wanted)) && image.name.toLowerCase().includes(words));
    images.forEach(image => { if (image.figure) image.figure.hidden = true; });
    found.forEach(image => { if (image.figure) image.figure.hidden = false; });
    const body = imageTable.tBodies[0], model = body.rows[0];
    if (!model) return;
    const rows = found.slice(0, most).map(image => {
      const row = model.cloneNode(true), cells = row.cells;
      row.hidden = false;
      cells[0].textContent = '';
      add(cells[0], 'bdi', image.name);
      const bar = cells[1].querySelector('svg');
      cells[1].textContent = image.iou < 0 ? '–' : (image.iou / 100).toFixed(2);
      if (bar) { bar.firstElementChild.setAttribute('width', Math.max(0, image.iou) / 100); cells[1].append(bar); }
      cells[2].textContent = image.accuracy < 0 ? '–' : (image.accuracy / 100).toFixed(2);
      cells[3].textContent = count(image.classes);
      cells[4].textContent = count(image.wrong);
      return row;
    });
    if (rows.length === 0) { const row = model.cloneNode(true); row.hidden = true; rows.push(row); }
    body.replaceChildren(...rows);
    imageTable.querySelectorAll('thead th').forEach(h => h.removeAttribute('aria-sort'));
    imageTable.caption.textContent = wanted < 0 && words === '' ? caption : 'Images, lowest mean IoU first';
    $('image-count').textContent = found.length > most ? most + ' of ' + count(found.length) + ' shown' : count(found.length) + (found.length === 1 ? ' image' : ' images');
  };
  const want = (truth, guess) => {
    wanted = truth * C + guess;
    $('image-filter').hidden = false;
    $('image-filter-text').textContent = 'Among the ' + data.kept + ' largest confusions: ' + classes[truth] + ' taken for ' + classes[guess];
    listImages();
    $('image-filter').scrollIntoView({ block: 'center' });
    $('image-clear').focus({ preventScroll: true });
  };
  $('image-search').addEventListener('input', listImages);
  $('image-clear').addEventListener('click', () => {
    wanted = -1;
    $('image-filter').hidden = true;
    listImages();
    $('image-search').focus();
  });
  document.querySelectorAll('[data-c]').forEach(item => {
    const [truth, guess] = item.dataset.c.split(',').map(Number);
    if (guess < 0) return;
    const button = add(item, 'button', 'images');
    button.type = 'button';
    button.addEventListener('click', () => want(truth, guess));
  });

  // The confusion matrix, and one class of it.
  const pixels = new Float64Array(C * C), sums = new Float64Array(C), guesses = new Float64Array(C), list = numbers(data.matrix);
  for (let i = 0, cell = -1; i < list.length; i += 2) {
    cell += list[i];
    pixels[cell] = list[i + 1];
    sums[Math.floor(cell / C)] += list[i + 1];
    guesses[cell % C] += list[i + 1];
  }
  const box = $('class-box');
  const most10 = (of, total, say) => {
    const found = [...Array(C).keys()].map(k => [k, of(k)]).filter(([, n]) => n > 0).sort((a, b) => b[1] - a[1]).slice(0, 10);
    const all = document.createElement('ol');
    all.className = 'words';
    found.forEach(([k, n]) => {
      const item = add(all, 'li', classes[k] + ': ' + percent(n / total) + ', ' + count(n) + (n === 1 ? ' pixel' : ' pixels'));
      const button = add(item, 'button', 'images');
      button.type = 'button';
      button.addEventListener('click', () => { box.close(); want(...say(k)); });
    });
    return found.length ? all : Object.assign(document.createElement('p'), { className: 'm', textContent: 'nothing' });
  };
  openClass = index => {
    opened = index;
    const right = pixels[index * C + index], union = sums[index] + guesses[index] - right;
    box.replaceChildren();
    const close = add(box, 'button', 'Close');
    close.type = 'button';
    close.className = 'close';
    close.addEventListener('click', () => box.close());
    const title = add(box, 'h3', classes[index]);
    title.id = 'class-box-title';
    add(box, 'p', (union ? 'IoU ' + percent(right / union) + '. ' : '') + count(sums[index]) + ' pixels of ground truth, ' + count(guesses[index]) + ' predicted, ' + count(right) + ' right; of the pixels that have a class on both sides.');
    add(box, 'h4', 'Taken for');
    box.append(most10(k => k === index ? 0 : pixels[index * C + k], sums[index], k => [index, k]));
    add(box, 'h4', 'What was taken for it, in shares of what was predicted as it');
    box.append(most10(k => k === index ? 0 : pixels[k * C + index], guesses[index], k => [k, index]));
    if (!box.open) box.showModal();
    remember();
  };
  box.addEventListener('close', remember);
  classRows.forEach(row => {
    const index = Number(row.cells[0].textContent), name = row.querySelector('bdi'), button = document.createElement('button');
    button.type = 'button';
    button.className = 'name';
    button.setAttribute('aria-haspopup', 'dialog');
    name.replaceWith(button);
    button.append(name);
    button.addEventListener('click', () => openClass(index));
  });

  // Heatmap: read a cell by pointer or by arrow keys.
  const frame = $('chart-confusion'), cells = frame && frame.querySelector('.cells');
  if (cells && C > 0) {
    const svg = cells.ownerSVGElement, area = cells.getBBox(), size = area.width / C, tip = $('tip');
    const make = (name, values) => { const e = svg.appendChild(document.createElementNS(svg.namespaceURI, name)); Object.entries(values).forEach(([k, v]) => e.setAttribute(k, v)); return e; };
    const none = { fill: 'none', stroke: '#ff5db1', 'pointer-events': 'none', visibility: 'hidden' };
    const diagonal = make('path', { d: [...Array(C).keys()].map(i => 'M' + (area.x + i * size) + ' ' + (area.y + i * size) + 'h' + size + 'v' + size + 'h' + -size + 'z').join(''), fill: '#440154', stroke: '#440154', 'stroke-width': 0.8, 'pointer-events': 'none', visibility: 'hidden' });
    $('diagonal').addEventListener('change', () => diagonal.setAttribute('visibility', $('diagonal').checked ? 'visible' : 'hidden'));
    const rowBand = make('rect', { ...none, x: area.x, width: area.width, height: size, 'stroke-width': 1 });
    const columnBand = make('rect', { ...none, y: area.y, width: size, height: area.height, 'stroke-width': 1 });
    const mark = make('rect', { ...none, id: 'mark', width: size, height: size, 'stroke-width': 2 });
    const label = { 'font-size': 13, 'font-weight': 600, fill: '#ffffff', stroke: '#000000', 'stroke-width': 3, 'paint-order': 'stroke', 'pointer-events': 'none' };
    const rowName = make('text', { ...label, x: area.x + 4 }), columnName = make('text', { ...label, y: area.y + area.height - 6 });
    let truth = -1, guess = -1;
    const read = () => {
      const x = area.x + guess * size, y = area.y + truth * size;
      mark.setAttribute('x', x);
      mark.setAttribute('y', y);
      rowBand.setAttribute('y', y);
      columnBand.setAttribute('x', x);
      [mark, rowBand, columnBand].forEach(e => e.setAttribute('visibility', 'visible'));
      if (C > 30) {
        rowName.textContent = classes[truth];
        rowName.setAttribute('x', guess < C / 3 ? area.x + area.width - 4 : area.x + 4);
        rowName.setAttribute('text-anchor', guess < C / 3 ? 'end' : 'start');
        rowName.setAttribute('y', Math.max(area.y + 14, y - 4));
        columnName.textContent = classes[guess];
        columnName.setAttribute('x', guess > C / 2 ? x - 4 : x + size + 4);
        columnName.setAttribute('text-anchor', guess > C / 2 ? 'end' : 'start');
        columnName.setAttribute('y', truth > C * 2 / 3 ? area.y + 14 : area.y + area.height - 6);
      }
      const n = pixels[truth * C + guess], sum = sums[truth];
      $('cell').textContent = truth + ' ' + classes[truth] + (truth === guess ? ', predicted right: ' : ', predicted as ' + guess + ' ' + classes[guess] + ': ')
        + (sum ? percent(n / sum) + ' of it, ' + count(n) + (n === 1 ? ' pixel' : ' pixels') : 'not in the ground truth');
    };
    const clamp = v => Math.max(0, Math.min(C - 1, v));
    const point = event => {
      const at = cells.getBoundingClientRect();
      truth = clamp(Math.floor((event.clientY - at.top) / at.height * C));
      guess = clamp(Math.floor((event.clientX - at.left) / at.width * C));
      read();
      tip.textContent = $('cell').textContent;
      tip.hidden = false;
      const wide = tip.offsetWidth, high = tip.offsetHeight;
      tip.style.left = Math.max(4, Math.min(event.clientX + 14, document.documentElement.clientWidth - wide - 4)) + 'px';
      tip.style.top = (event.clientY + 18 + high > innerHeight ? event.clientY - high - 12 : event.clientY + 18) + 'px';
    };
    cells.addEventListener('pointerleave', () => { tip.hidden = true; });
    cells.addEventListener('pointermove', point);
    cells.addEventListener('click', event => { point(event); tip.hidden = true; if (truth !== guess) want(truth, guess); });
    const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    frame.addEventListener('keydown', event => {
      const step = steps[event.key];
      if (step) {
        truth = clamp(truth + step[0]);
        guess = clamp(guess + step[1]);
        read();
        event.preventDefault();
      } else if (event.key === 'Enter' && truth >= 0 && truth !== guess) {
        // Not to be taken for a press of the button that gets the focus.
        event.preventDefault();
        want(truth, guess);
      }
    });
  }

  // Gallery: choose, and enlarge in a box: one layer over another, and the class under the pointer.
  const figures = [...document.querySelectorAll('#gallery figure')];
  if (figures.length) {
    const why = $('gallery-why'), held = $('gallery-class'), light = $('light-box');
    const shown = () => figures.filter(figure => !figure.hidden && !figure.classList.contains('out'));
    const choose = () => {
      figures.forEach(figure => figure.classList.toggle('out', (why.value !== '' && figure.dataset.why !== why.value) || (held.value !== '' && !figure.dataset.k.split(' ').includes(held.value))));
      $('gallery-count').textContent = shown().length + (shown().length === 1 ? ' image' : ' images');
    };
    const kindsThere = new Set(figures.map(figure => figure.dataset.why));
    [...why.options].forEach(option => { if (option.value && !kindsThere.has(option.value)) option.remove(); });
    if (why.options.length < 3) why.parentElement.hidden = true;
    [why, held].forEach(select => select.addEventListener('change', choose));
    choose();

    const names = new Map();
    data.colors.forEach((color, k) => names.set(color, (names.has(color) ? names.get(color) + ' or ' : '') + classes[k]));
    let at = 0, layers = [], samples = [];
    const sample = image => {
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const context = canvas.getContext('2d', { willReadFrequently: true });
      context.drawImage(image, 0, 0);
      return context;
    };
    const under = $('light-under'), over = $('light-over'), slider = $('light-opacity');
    const lay = () => {
      const [below, above] = light.querySelectorAll('.stage img');
      [[below, under], [above, over]].forEach(([image, select]) => {
        const layer = layers[Number(select.value)];
        image.src = layer.image.src;
        image.alt = layer.image.alt;
        image.className = layer.image.className;
      });
      above.style.opacity = slider.value / 100;
    };
    const fill = (select, wished) => {
      const before = select.selectedOptions[0] ? select.selectedOptions[0].textContent : wished;
      select.replaceChildren(...layers.map((layer, i) => Object.assign(document.createElement('option'), { value: i, textContent: layer.title })));
      const found = layers.findIndex(layer => layer.title === before);
      select.value = found >= 0 ? found : 0;
    };
    const show = figure => {
      at = figures.indexOf(figure);
      layers = [...figure.querySelectorAll('.row div')].map(div => ({ title: div.firstChild.textContent, image: div.querySelector('img') }));
      samples = layers.filter(layer => /^(ground truth|prediction)/.test(layer.title)).map(layer => ({ title: layer.title, context: sample(layer.image) }));
      fill(under, layers[0].title);
      fill(over, layers[layers.length - 1].title);
      $('light-caption').textContent = figure.querySelector('figcaption').textContent;
      $('light-read').textContent = 'Point at the image to read its classes.';
      lay();
      if (!light.open) light.showModal();
    };
    const step = by => {
      const all = shown(), place = all.indexOf(figures[at]);
      if (all.length) show(all[(place + by + all.length) % all.length]);
    };
    const read = event => {
      const area = light.querySelector('.stage img').getBoundingClientRect();
      const u = (event.clientX - area.left) / area.width, v = (event.clientY - area.top) / area.height;
      if (u < 0 || v < 0 || u >= 1 || v >= 1) return;
      $('light-read').textContent = samples.map(({ title, context }) => {
        const [r, g, b] = context.getImageData(Math.floor(u * context.canvas.width), Math.floor(v * context.canvas.height), 1, 1).data;
        return title + ': ' + (names.get([r, g, b].map(n => n.toString(16).padStart(2, '0')).join('')) || 'no class');
      }).join('; ');
    };
    light.querySelector('.stage').addEventListener('pointermove', read);
    [under, over].forEach(select => select.addEventListener('change', lay));
    slider.addEventListener('input', lay);
    $('light-before').addEventListener('click', () => step(-1));
    $('light-after').addEventListener('click', () => step(1));
    $('light-close').addEventListener('click', () => light.close());
    light.addEventListener('keydown', event => {
      if (event.target === slider || event.target.tagName === 'SELECT') return;
      if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') { step(event.key === 'ArrowLeft' ? -1 : 1); event.preventDefault(); }
    });
    light.addEventListener('close', () => { const button = figures[at].querySelector('button'); if (button) button.focus(); });
    figures.forEach(figure => {
      const row = figure.querySelector('.row'), button = document.createElement('button');
      button.type = 'button';
      button.className = 'enlarge';
      button.setAttribute('aria-label', 'Enlarge ' + figure.querySelector('bdi').textContent);
      row.append(button);
      button.addEventListener('click', () => show(figure));
    });
  }

  filterClasses();
  recall();
})();
