// What is wrong with the machine, at the top of the console; and the hour that two officers confirm.
import { expect, it } from 'vitest';
import { CONSOLE_TEXTS } from '../src/console/texts';
import { find, openConsole, posts, press, useConsolePage, write } from './console_page';
import { NOW, consoleView } from './fake_api';

const CODES = ['database_corrupt', 'database_failing', 'disk_low', 'disk_scarce', 'wal_held', 'clock_untrusted', 'state_differs', 'link_stopped', 'link_refused', 'link_slowed', 'passwords_missing'] as const;
const AIGERIM = { login: 'a', name: 'Айгерім', role: 'officer', expires: NOW };
const UNTRUSTED = [{ code: 'clock_untrusted' as const, weight: 'stops' as const, detail: 'went back' }];

useConsolePage();

it('shows what is wrong with the machine and what stops the work', async () => {
  await openConsole(AIGERIM, consoleView({
    notices: [{ code: 'database_corrupt', weight: 'stops', detail: 'page 7' }, { code: 'disk_low', weight: 'warning', detail: '19 of 100 MiB' }],
    logins: { failed: 4, last_failed: NOW },
  }));
  const corrupt = find('[data-notice=database_corrupt]');
  expect(corrupt?.classList.contains('bad')).toBe(true);
  expect(corrupt?.textContent).toContain('page 7');
  expect(corrupt?.textContent).toContain('жұмыс тоқтады');
  expect(find('[data-notice=disk_low]')?.classList.contains('warn')).toBe(true);
  expect(find('[data-id=logins]')?.textContent).toContain('4');
  expect(find('[data-id=confirm-clock]')).toBeNull();
});

it('lets nobody confirm the hour where a link is up', async () => {
  await openConsole(AIGERIM, consoleView({ notices: UNTRUSTED }));
  expect(find('[data-id=confirm-clock]')).toBeNull();
});

it('lets two officers confirm the hour where no link is up', async () => {
  await openConsole(AIGERIM, consoleView({ notices: UNTRUSTED, link: { up: false, behind: 0 } }), {
    'POST /api/v1/clock/confirmation': { status: 200, body: {} },
  });
  await press('[data-id=confirm-clock]');
  await write('[name=shown]', '2026-05-20T12:06');
  await write('[name=reason]', 'station clock');
  await write('[name=second_login]', 'bota');
  await write('[name=second_password]', 'secret');
  await press('[data-id=confirm-here]');
  expect(posts()[0]?.body).toEqual({ shown: '2026-05-20T07:06:00.000Z', reason: 'station clock', second_login: 'bota', second_password: 'secret' });
});

it('has a text for every notice in every language of the officers', () => {
  for (const [lang, texts] of Object.entries(CONSOLE_TEXTS))
    for (const code of CODES) expect(texts[`notice.${code}`], `${lang} ${code}`).toBeTruthy();
});
