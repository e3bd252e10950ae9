// What a print job is about, in the words of the list.
import { expect, it } from 'vitest';
import { subjectText } from '../src/console/prints';
import type { PrintJob } from '../src/lib/api';

it('says what a sheet is about as people say it', () => {
  const about = (document: PrintJob['document'], subject: string) =>
    subjectText({ id: 1, document, subject, attempt: 1, state: 'queued', queued_at: '2026-05-20T07:05:00Z' }, 300);
  expect(about('shift_report', '2026-05-20T03:00:00Z/2026-05-20T15:00:00Z')).toBe('20.05 08:00 – 20.05 20:00');
  expect(about('no_fault_slip', 'NZ26-H000041/2026-05-20T05:30:00Z')).toBe('NZ26-H000041');
  expect(about('stock_receipt', 'KZ/2026/017')).toBe('KZ/2026/017');
  expect(about('test_page', '2026-05-20T05:30:00Z')).toBe('');
});
