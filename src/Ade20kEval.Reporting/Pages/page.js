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
  const sortable = table => table.querySelectorAll('thead th').forEach((header, column) => {
    const label = header.textContent;
    header.textContent = '';
    const button = add(header, 'button', label);
    button.type = 'button';
    button.addEventListener('click', () => {
      const now = header.getAttribute('aria-sort');
      const down = now ? now === 'ascending' : header.classList.contains('n');
      table.querySelectorAll('thead th').forEach(h => h.removeAttribute('aria-sort'));
      header.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      const body = table.tBodies[0];
      const rows = [...body.rows].map(row => [key(row.cells[column]), row]);
      rows.sort(([a], [b]) => a !== a ? (b !== b ? 0 : 1) : b !== b ? -1 : (a < b ? -1 : a > b ? 1 : 0) * (down ? -1 : 1));
      body.append(...rows.map(pair => pair[1]));
    });
  });
  ['table-classes', 'table-gains', 'table-protocols', 'table-images', 'table-figures', 'table-changed-classes', 'table-changed-images', 'table-changed-confusions'].forEach(id => $(id) && sortable($(id)));

  // Classes: find, and stuff or things.
  const classRows = [...$('table-classes').tBodies[0].rows], kinds = $('kinds').dataset.kinds;
  const filterClasses = () => {
    const words = $('class-search').value.toLowerCase(), kind = $('class-kind') ? $('class-kind').value : '';
    let shown = 0;
    classRows.forEach(row => {
      const index = Number(row.cells[0].textContent);
      row.hidden = !classes[index].toLowerCase().includes(words) || (kind !== '' && kinds[index] !== kind);
      shown += row.hidden ? 0 : 1;
    });
    $('class-count').textContent = shown === classRows.length ? '' : shown + ' of ' + classRows.length;
  };
  $('class-search').addEventListener('input', filterClasses);
  if ($('class-kind')) $('class-kind').addEventListener('change', filterClasses);

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

  // Heatmap: read a cell by pointer or by arrow keys.
  const frame = $('chart-confusion'), cells = frame && frame.querySelector('.cells');
  if (cells && C > 0) {
    const pixels = new Float64Array(C * C), sums = new Float64Array(C), list = numbers(data.matrix);
    for (let i = 0, cell = -1; i < list.length; i += 2) {
      cell += list[i];
      pixels[cell] = list[i + 1];
      sums[Math.floor(cell / C)] += list[i + 1];
    }
    const svg = cells.ownerSVGElement, box = cells.getBBox(), size = box.width / C;
    const mark = svg.appendChild(document.createElementNS(svg.namespaceURI, 'rect'));
    mark.setAttribute('id', 'mark');
    mark.setAttribute('width', size);
    mark.setAttribute('height', size);
    mark.setAttribute('fill', 'none');
    mark.setAttribute('stroke', '#ff5db1');
    mark.setAttribute('stroke-width', '2');
    mark.setAttribute('pointer-events', 'none');
    mark.setAttribute('visibility', 'hidden');
    let truth = -1, guess = -1;
    const read = () => {
      mark.setAttribute('x', box.x + guess * size);
      mark.setAttribute('y', box.y + truth * size);
      mark.setAttribute('visibility', 'visible');
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
    };
    cells.addEventListener('pointermove', point);
    cells.addEventListener('click', event => { point(event); if (truth !== guess) want(truth, guess); });
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
})();
