// What stands above the cameras, and their figures as text.
import type { Camera, Cameras, ReadDoubt } from '../lib/api';

export interface CameraAlarm {
  kind: 'bridge' | 'health' | 'clock' | 'pictures' | 'stranger';
  camera: string;
  health?: Camera['health'];
  skew_ms?: number;
  address: string;
  since?: string;
}

/** A camera that was never heard is new, not broken. */
export function troubled(camera: Camera): boolean {
  return camera.health !== 'connected' && camera.health !== 'unheard';
}

/** The most urgent first; nothing of a camera where the bridge itself is gone: it may be old. */
export function alarmsOf(all: Cameras): CameraAlarm[] {
  if (!all.bridge_up) return [{ kind: 'bridge', camera: '', address: '', since: all.heard_at }];
  const alarms: CameraAlarm[] = [];
  if (!all.pictures_kept) alarms.push({ kind: 'pictures', camera: '', address: '' });
  for (const c of all.cameras)
    if (troubled(c)) alarms.push({ kind: 'health', camera: c.name, address: '', health: c.health, since: c.last_event });
  for (const c of all.cameras)
    if (c.clock_wrong) alarms.push({ kind: 'clock', camera: c.name, address: '', skew_ms: c.skew_ms });
  for (const s of all.strangers) alarms.push({ kind: 'stranger', camera: s.name, address: s.address });
  return alarms;
}

/** The doubts of a camera that made reads wait, the most frequent first. */
export function doubtsOf(camera: Camera): [ReadDoubt, number][] {
  const all = Object.entries(camera.doubts) as [ReadDoubt, number][];
  return all.filter(([, count]) => count > 0).sort((a, b) => b[1] - a[1]);
}

/** "12 %" of the last day's vehicles, or a dash where none came. */
export function noReadPercent(camera: Camera): string {
  let all = 0;
  let none = 0;
  for (const hour of camera.hours) {
    all += hour.reads + hour.no_reads;
    none += hour.no_reads;
  }
  return all === 0 ? '—' : `${Math.round((none * 100) / all)} %`;
}

/** "+3:00:00" or "−0:00:02": hours, minutes and seconds before or behind our clock. */
export function skewText(ms: number | undefined): string {
  if (ms === undefined) return '—';
  const seconds = Math.round(Math.abs(ms) / 1000);
  const two = (n: number): string => String(n).padStart(2, '0');
  const sign = seconds === 0 ? '' : ms < 0 ? '−' : '+';
  return `${sign}${Math.trunc(seconds / 3600)}:${two(Math.trunc(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
