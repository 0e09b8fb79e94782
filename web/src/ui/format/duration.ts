const SECOND_MS = 1000;

/** A duration as `m:ss`, from an hour on as `h:mm:ss`; fractions of a second are left out. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / SECOND_MS));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = padded(seconds % 60);
  return hours > 0 ? `${hours}:${padded(minutes)}:${rest}` : `${minutes}:${rest}`;
}

function padded(count: number): string {
  return String(count).padStart(2, '0');
}
