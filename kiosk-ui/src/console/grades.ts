// The grade of a passage, out of the facts that recorded it.
import type { EvidenceGrade, HistoryRow } from '../lib/api';

const GRADES: readonly EvidenceGrade[] = ['camera_exact', 'camera_confirmed', 'camera_confirmed_late', 'officer_entry'];

export function gradeOf(row: HistoryRow): EvidenceGrade | undefined {
  const evidence = (row.body as { evidence?: { grade?: string } }).evidence;
  return GRADES.find((grade) => grade === evidence?.grade);
}

/** Of the last fact of that type, e.g. "permit_redeemed". */
export function gradeOfLast(history: readonly HistoryRow[], type: string): EvidenceGrade | undefined {
  const row = history.findLast((one) => one.type === type);
  return row && gradeOf(row);
}
