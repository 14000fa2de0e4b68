/// What pages do: play, follow the video, and go where they are told.
enum PageScript {
    /// The script; it makes nothing out of text, and asks for nothing but the page's own video.
    static let source = #"""
        'use strict';
        (() => {
          const find = (id) => document.getElementById(id);
          const [video, still, timeline, scroller, head, play] =
            ['video', 'still', 'timeline', 'scroller', 'head', 'play'].map(find);
          const drawing = timeline.querySelector('svg');
          const shots = [...document.querySelectorAll('button.shot')];
          const items = shots.map((shot) => shot.closest('li'));
          const boxes = [...drawing.querySelectorAll('.shots rect')];
          const starts = shots.map((shot) => Number(shot.dataset.start));
          const seconds = Number(timeline.dataset.seconds);
          const halfFrame = Number(timeline.dataset.frame) / 2;
          const calm = matchMedia('(prefers-reduced-motion: reduce)');
          let hasVideo = false;
          let current = -1;

          const clock = (time) => {
            const tenths = Math.round(time * 10);
            return `${Math.floor(tenths / 600)}:${String(Math.floor(tenths / 10) % 60).padStart(2, '0')}.${tenths % 10}`;
          };

          const shotAt = (time) => {
            let low = 0;
            let high = starts.length;
            while (low < high) {
              const middle = (low + high) >> 1;
              if (starts[middle] <= time + 1e-4) low = middle + 1; else high = middle;
            }
            return Math.max(low - 1, 0);
          };

          const show = (time) => {
            const share = seconds > 0 ? Math.min(Math.max(time / seconds, 0), 1) : 0;
            head.style.left = `${share * 100}%`;
            const index = shotAt(time);
            if (shots.length && index !== current) {
              if (current >= 0) {
                items[current].classList.remove('now');
                shots[current].removeAttribute('aria-current');
              }
              current = index;
              items[index].classList.add('now');
              shots[index].setAttribute('aria-current', 'true');
              still.className = shots[index].querySelector('.picture').className;
              find('reason').textContent = items[index].querySelector('.reason').textContent;
            }
            const name = shots.length ? `Shot ${index + 1} of ${shots.length} · ${items[index].querySelector('b').textContent}` : '';
            find('clock').textContent = clock(time);
            find('place').textContent = name;
            timeline.setAttribute('aria-valuenow', time.toFixed(2));
            timeline.setAttribute('aria-valuetext', `${clock(time)}, ${name}`);
          };

          const follow = () => {
            const place = (head.offsetLeft / Math.max(timeline.offsetWidth, 1)) * timeline.offsetWidth;
            const left = scroller.scrollLeft;
            if (place < left || place > left + scroller.clientWidth - 24) scroller.scrollLeft = place - 60;
          };

          const seek = (time, andPlay) => {
            show(time);
            follow();
            if (!hasVideo) return;
            video.currentTime = time;
            if (andPlay) video.play().catch(() => {});
          };

          const start = (index) => starts[index] + halfFrame;

          const step = (index, focus) => {
            if (!shots.length) return;
            const next = Math.min(Math.max(index, 0), shots.length - 1);
            if (focus) {
              shots[next].focus({ preventScroll: true });
              items[next].scrollIntoView({ block: 'nearest' });
            }
            seek(start(next), false);
          };

          const toggle = () => {
            if (!hasVideo) return;
            if (video.paused) video.play().catch(() => {}); else video.pause();
          };

          const run = () => {
            if (video.paused) return;
            show(video.currentTime);
            follow();
            if (!calm.matches) requestAnimationFrame(run);
          };

          const found = () => {
            if (hasVideo) return;
            hasVideo = true;
            if (current > 0) video.currentTime = start(current);
          };

          const absent = () => {
            if (hasVideo) return;
            video.hidden = true;
            play.hidden = true;
            still.hidden = false;
            find('absent').hidden = false;
          };

          video.addEventListener('loadedmetadata', found);
          video.addEventListener('error', absent);
          video.addEventListener('play', () => { play.textContent = 'Pause'; run(); });
          video.addEventListener('pause', () => { play.textContent = 'Play'; });
          video.addEventListener('timeupdate', () => { if (calm.matches || video.paused) show(video.currentTime); });
          video.addEventListener('seeked', () => { if (video.paused) show(video.currentTime); });
          show(0);
          if (video.readyState > 0) found();
          else if (video.error) absent();

          shots.forEach((shot, index) => {
            items[index].addEventListener('click', (event) => {
              // By keyboard, the shot that plays is paused.
              if (event.detail === 0 && hasVideo && !video.paused && index === current) video.pause();
              else seek(start(index), true);
            });
          });

          timeline.addEventListener('click', (event) => {
            const box = timeline.getBoundingClientRect();
            seek(Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1) * seconds, true);
          });

          play.addEventListener('click', toggle);
          find('before').addEventListener('click', () => step(current - 1, false));
          find('after').addEventListener('click', () => step(current + 1, false));

          document.addEventListener('keydown', (event) => {
            if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
            const target = event.target;
            if (target.closest('video, a, summary, .wide')) return;
            const onTimeline = target === timeline;
            const ways = { ArrowRight: current + 1, ArrowLeft: current - 1, Home: 0, End: shots.length - 1 };
            if (onTimeline) Object.assign(ways, { ArrowUp: current + 1, ArrowDown: current - 1 });
            if (event.key in ways) {
              event.preventDefault();
              step(ways[event.key], !onTimeline);
            } else if (event.key === ' ' && !target.closest('button')) {
              event.preventDefault();
              toggle();
            } else if (event.key === 'Enter' && onTimeline) {
              toggle();
            }
          });

          document.querySelectorAll('.clip').forEach((button) => {
            button.addEventListener('click', () => {
              const on = button.getAttribute('aria-pressed') !== 'true';
              document.querySelectorAll('.clip').forEach((other) => other.setAttribute('aria-pressed', 'false'));
              button.setAttribute('aria-pressed', String(on));
              items.forEach((item, index) => {
                const dim = on && item.dataset.clip !== button.dataset.clip;
                item.classList.toggle('dim', dim);
                boxes[index].classList.toggle('dim', dim);
              });
            });
          });

          const texts = [...drawing.querySelectorAll('text[data-room]')];
          const widths = [1, 2, 4, 8, 16];
          let width = scroller.clientWidth < 700 ? 2 : 1;

          const layOut = () => {
            const dots = scroller.clientWidth * width - 6;
            timeline.style.width = `${dots}px`;
            drawing.style.setProperty('--unscale', String(1200 / dots));
            drawing.classList.toggle('dense', dots < boxes.length * 5);
            texts.forEach((text) => {
              text.classList.toggle('tight', (Number(text.dataset.room) * dots) / 1200 < Number(text.dataset.need));
            });
            find('narrower').disabled = width === widths[0];
            find('wider').disabled = width === widths[widths.length - 1];
          };

          const widen = (by) => {
            width = widths[Math.min(Math.max(widths.indexOf(width) + by, 0), widths.length - 1)];
            layOut();
            follow();
          };

          find('narrower').addEventListener('click', () => widen(-1));
          find('wider').addEventListener('click', () => widen(1));
          new ResizeObserver(layOut).observe(scroller);
          layOut();
        })();
        """#
}
