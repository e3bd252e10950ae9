// What a print job is about, as people say it: numbers as they are, times in the checkpoint's zone.
import type { PrintJob } from '../lib/api';
import { stamp } from '../lib/format';

export function subjectText(job: PrintJob, offsetMin: number): string {
  const [first = '', second] = job.subject.split('/');
  switch (job.document) {
    case 'test_page':
      return '';
    case 'shift_report':
      return `${stamp(first, offsetMin)} – ${stamp(second, offsetMin)}`;
    case 'no_fault_slip':
      return first;
    default:
      return job.subject;
  }
}
