/// What the studio's page does: sends what is asked for, and shows where the jobs stand.
enum StudioScript {
    /// The script; what it shows of others' words it shows as text.
    static let source = #"""
        'use strict';
        (() => {
          const find = (id) => document.getElementById(id);
          const [form, topic, isBrief, complaint, list, news, template] =
            ['form', 'topic', 'isBrief', 'complaint', 'jobs', 'news', 'job'].map(find);
          const words = {
            waiting: 'waits its turn', running: 'at work', finished: 'done', stopped: 'stopped', failed: 'to be mended',
          };
          const shown = new Map();
          let timer = 0;

          const ask = async (path, body) => {
            const answer = await fetch(path, body === undefined ? {} : {
              method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
            });
            const value = await answer.json();
            if (!answer.ok) throw new Error(value.error);
            return value;
          };

          const addressOf = (id) => `/api/jobs/${encodeURIComponent(id)}`;

          // What is the same stays as it is, so that nothing that is read aloud or selected is disturbed.
          const setText = (element, text) => { if (element.textContent !== text) element.textContent = text; };

          const setItems = (element, texts) => {
            if (element.dataset.texts === texts.join('\n')) return;
            element.dataset.texts = texts.join('\n');
            element.replaceChildren(...texts.map((text) => {
              const item = document.createElement('li');
              item.textContent = text;
              return item;
            }));
          };

          const setParts = (body, parts) => {
            const rows = parts.map((part) => [part.name, part.state, part.service ?? '', part.remark ?? '']);
            const text = JSON.stringify(rows);
            if (body.dataset.text === text) return;
            body.dataset.text = text;
            body.replaceChildren(...rows.map((cells) => {
              const row = document.createElement('tr');
              cells.forEach((cell, index) => {
                const element = document.createElement(index ? 'td' : 'th');
                if (!index) element.scope = 'row';
                element.textContent = cell;
                row.append(element);
              });
              return row;
            }));
          };

          const order = (id, what, body) => async (event) => {
            const button = event.currentTarget;
            button.disabled = true;
            try {
              await ask(`${addressOf(id)}/${what}`, body);
            } catch (error) {
              shown.get(id).complaint = error.message;
            }
            button.disabled = false;
            await look();
            // A button that is gone leaves the keyboard's place to what is left of the job.
            if (button.hidden) shown.get(id)?.element.querySelector('h3').focus();
          };

          const begin = (job) => {
            const element = template.content.firstElementChild.cloneNode(true);
            const title = element.querySelector('h3');
            title.tabIndex = -1;
            const entry = { element, state: null, complaint: '' };
            shown.set(job.id, entry);
            element.querySelector('.resume').addEventListener('click', order(job.id, 'resume', {}));
            element.querySelector('.again').addEventListener('click', order(job.id, 'resume', { resubmit: true }));
            element.querySelector('.cancel').addEventListener('click', order(job.id, 'cancel', {}));
            element.querySelector('.parts').addEventListener('toggle', () => lookAt(job.id));
            return entry;
          };

          const showFiles = (element, job, isNew) => {
            const video = element.querySelector('video');
            const isThere = job.files.video !== undefined && job.state !== 'running';
            video.hidden = !isThere;
            element.querySelector('.links').hidden = !isThere;
            if (!isThere) return;
            const name = (kind) => `${addressOf(job.id)}/${encodeURIComponent(job.files[kind] ?? kind)}`;
            if (video.dataset.name !== job.files.video || isNew) {
              video.dataset.name = job.files.video;
              video.src = name('video');
            }
            for (const [place, kind] of [['report', 'report'], ['edit', 'edit'], ['file', 'video']]) {
              const link = element.querySelector(`.${place}`);
              link.hidden = job.files[kind] === undefined;
              link.href = name(kind);
              link.setAttribute('aria-label', `${link.textContent} of ${job.title}`);
            }
          };

          const show = (job) => {
            const entry = shown.get(job.id) ?? begin(job);
            const { element } = entry;
            const find = (selector) => element.querySelector(selector);
            const wasAtWork = entry.state === 'running' || entry.state === 'waiting';
            const isAtWork = job.state === 'running' || job.state === 'waiting';
            setText(find('h3'), job.title);
            setText(find('.state'), words[job.state]);
            find('.state').dataset.state = job.state;
            find('.doing').hidden = job.state !== 'running';
            const { progress } = job;
            setText(find('.doing p'), progress ? [progress.stage, progress.detail].filter(Boolean).join(': ') : 'begins');
            const bar = find('progress');
            if (progress && progress.fraction !== undefined) bar.value = progress.fraction; else bar.removeAttribute('value');
            const when = job.resumeAt ? [`Come back after ${new Date(job.resumeAt).toLocaleString()}.`] : [];
            const reasons = isAtWork ? [] : [...job.reasons, ...when];
            const complaints = entry.complaint ? [entry.complaint] : [];
            setItems(find('.reasons'), [...complaints, ...reasons, ...(isAtWork ? [] : job.shortcomings)]);
            showFiles(element, job, wasAtWork && !isAtWork);
            find('video').setAttribute('aria-label', `Video: ${job.title}`);
            find('.cancel').hidden = !isAtWork;
            find('.resume').hidden = isAtWork || job.state === 'finished';
            find('.again').hidden = isAtWork || !job.mayHaveOrdered;
            find('.buttons').hidden = [...find('.buttons').children].every((button) => button.hidden);
            for (const button of find('.buttons').children) {
              button.setAttribute('aria-label', `${button.textContent}: ${job.title}`);
            }
            find('.remarks').hidden = job.remarks.length === 0;
            setItems(find('.remarks ul'), job.remarks);
            if (entry.state !== null && entry.state !== job.state) {
              setText(news, `${job.title}: ${words[job.state]}.`);
              if (isAtWork) entry.complaint = '';
            }
            entry.state = job.state;
            return element;
          };

          const lookAt = async (id) => {
            const entry = shown.get(id);
            if (!entry?.element.querySelector('.parts').open) return;
            try {
              const job = await ask(addressOf(id));
              setParts(entry.element.querySelector('tbody'), job.parts);
            } catch (error) {
              entry.complaint = error.message;
            }
          };

          const look = async () => {
            clearTimeout(timer);
            let pause = 5000;
            try {
              const { jobs } = await ask('/api/jobs');
              find('away').hidden = true;
              find('none').hidden = jobs.length > 0;
              const elements = jobs.map(show);
              const known = new Set(jobs.map((job) => job.id));
              for (const [id, entry] of shown) {
                if (known.has(id)) continue;
                entry.element.remove();
                shown.delete(id);
              }
              elements.forEach((element, index) => {
                // Moving what is in its place would stop its video.
                if (list.children[index] !== element) list.insertBefore(element, list.children[index] ?? null);
              });
              await Promise.all(jobs.map((job) => lookAt(job.id)));
              if (jobs.some((job) => job.state === 'running' || job.state === 'waiting')) pause = 1000;
            } catch {
              find('away').hidden = false;
            }
            clearTimeout(timer);
            if (!document.hidden) timer = setTimeout(look, pause);
          };

          const request = () => {
            const body = { [isBrief.checked ? 'brief' : 'topic']: topic.value.trim() };
            for (const field of form.querySelectorAll('[data-key]')) {
              if (field.type === 'checkbox') {
                if (field.checked) body[field.dataset.key] = true;
              } else if (field.value !== '') {
                body[field.dataset.key] = field.type === 'number' ? Number(field.value) : field.value;
              }
            }
            return body;
          };

          form.addEventListener('submit', async (event) => {
            event.preventDefault();
            const button = form.querySelector('.main');
            button.disabled = true;
            complaint.textContent = '';
            try {
              const { id } = await ask('/api/jobs', request());
              topic.value = '';
              await look();
              setText(news, `${shown.get(id)?.element.querySelector('h3').textContent ?? id} is begun.`);
            } catch (error) {
              complaint.textContent = error.message;
            }
            button.disabled = false;
          });

          isBrief.addEventListener('change', () => {
            topic.maxLength = isBrief.checked ? 60000 : 2000;
            topic.rows = isBrief.checked ? 8 : 2;
          });
          document.addEventListener('visibilitychange', () => { if (!document.hidden) look(); });
          look();
        })();
        """#
}
