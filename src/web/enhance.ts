/// <reference lib="dom" />

/**
 * What a page does better with a script: values where a chart is pointed at or walked through by key, a time chosen by
 * dragging over it, and the progress of an import. It is sent as the text of this function, so nothing outside of it is
 * there.
 */
export function enhance(): void {
  const bubble = document.createElement('div');
  bubble.className = 'bubble';
  bubble.setAttribute('role', 'status');
  bubble.hidden = true;

  const show = (point: Element): void => {
    bubble.textContent = point.getAttribute('data-says');
    bubble.hidden = false;
    const place = point.getBoundingClientRect();
    const room = document.documentElement.clientWidth - bubble.offsetWidth - 8;
    bubble.style.left = `${scrollX + Math.max(8, Math.min(place.left - bubble.offsetWidth / 2, room))}px`;
    bubble.style.top = `${scrollY + place.top - bubble.offsetHeight - 8}px`;
  };

  const DAY = 24 * 60 * 60 * 1000;
  const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

  function chart(element: HTMLElement): void {
    const svg = element.querySelector('svg');
    if (svg === null) return;
    const points = [...svg.querySelectorAll('circle')];
    for (const point of points) {
      const title = point.querySelector('title');
      point.setAttribute('data-says', title?.textContent ?? '');
      title?.remove();
    }
    let at = -1;
    const walk = (to: number): void => {
      points[at]?.classList.remove('here');
      at = Math.max(0, Math.min(points.length - 1, to));
      const point = points[at];
      if (point === undefined) return;
      point.classList.add('here');
      show(point);
    };
    const leave = (): void => {
      points[at]?.classList.remove('here');
      at = -1;
      bubble.hidden = true;
    };
    const open = (point: Element | undefined): void => {
      const [start, weeks] = (point?.getAttribute('data-period') ?? '').split(' ');
      const changes = element.dataset.changes;
      if (!start || !weeks || changes === undefined) return;
      const url = new URL(changes, location.href);
      url.searchParams.set('from', start);
      url.searchParams.set('to', dateOf(Date.parse(start) + Number(weeks) * 7 * DAY - DAY));
      location.assign(url.href);
    };
    element.addEventListener('keydown', (event) => {
      if (event.key === 'ArrowRight') walk(at + 1);
      else if (event.key === 'ArrowLeft') walk(at === -1 ? points.length - 1 : at - 1);
      else if (event.key === 'Home') walk(0);
      else if (event.key === 'End') walk(points.length - 1);
      else if (event.key === 'Escape') leave();
      else if (event.key === 'Enter') open(points[at]);
      else return;
      event.preventDefault();
    });
    element.addEventListener('blur', leave);
    element.addEventListener('pointerleave', leave);

    const across = (event: PointerEvent): number => {
      const box = svg.getBoundingClientRect();
      return ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
    };
    const nearest = (event: PointerEvent): number => {
      const x = across(event);
      let [best, least] = [-1, 12];
      for (const [place, point] of points.entries()) {
        const distance = Math.abs(point.cx.baseVal.value - x);
        if (distance < least) [best, least] = [place, distance];
      }
      return best;
    };

    // A time is chosen by dragging; a finger scrolls instead.
    const { from, to } = element.dataset;
    const [left = 0, right = 0] = (element.dataset.plot ?? '').split(' ').map(Number);
    let begun: number | null = null;
    const band = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    band.setAttribute('class', 'band');
    band.setAttribute('y', '0');
    band.setAttribute('height', '100%');
    const clamped = (x: number): number => Math.max(left, Math.min(right, x));
    const end = (): void => {
      begun = null;
      band.remove();
    };
    element.addEventListener('pointerdown', (event) => {
      if (event.pointerType !== 'mouse' || event.button !== 0 || from === undefined || to === undefined)
        return;
      begun = clamped(across(event));
    });
    element.addEventListener('pointermove', (event) => {
      if (begun === null) {
        const place = nearest(event);
        if (place === -1) leave();
        else walk(place);
        return;
      }
      const now = clamped(across(event));
      band.setAttribute('x', String(Math.min(begun, now)));
      band.setAttribute('width', String(Math.abs(now - begun)));
      if (band.parentNode === null) svg.append(band);
    });
    addEventListener('keydown', (event) => {
      if (event.key === 'Escape') end();
    });
    addEventListener('pointerup', (event) => {
      if (begun === null || from === undefined || to === undefined) return;
      const [one, other] = [begun, clamped(across(event))];
      end();
      if (Math.abs(one - other) < 8) {
        if (element.contains(event.target as Node)) open(points[nearest(event)]);
        return;
      }
      const [first, last] = [Date.parse(from), Date.parse(to) + DAY];
      const timeOf = (x: number): number => first + ((x - left) / (right - left)) * (last - first);
      const url = new URL(location.href);
      url.searchParams.set('from', dateOf(timeOf(Math.min(one, other))));
      url.searchParams.set('to', dateOf(timeOf(Math.max(one, other))));
      location.assign(url.href);
    });
  }

  /** Asks how far an import is, until it is done. */
  function progress(element: HTMLElement): void {
    const bar = element.querySelector('progress');
    const words = element.querySelector('[data-words]');
    const ask = async (): Promise<void> => {
      try {
        const answer = await fetch(element.dataset.progress ?? '', {
          headers: { accept: 'application/json' },
        });
        const now = (await answer.json()) as { state: string; done: number; total: number; words: string };
        if (now.state !== 'reading') {
          location.reload();
          return;
        }
        if (bar !== null && now.total > 0) {
          bar.max = now.total;
          bar.value = now.done;
        }
        if (words !== null) words.textContent = now.words;
      } catch {
        // The server may be starting anew: it is asked again.
      }
      setTimeout(ask, 2000);
    };
    setTimeout(ask, 1000);
  }

  document.body.append(bubble);
  for (const element of document.querySelectorAll<HTMLElement>('.chart')) chart(element);
  for (const element of document.querySelectorAll<HTMLElement>('[data-progress]')) progress(element);
}
