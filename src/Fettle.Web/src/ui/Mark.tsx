/** Fettle's mark: a ring left open by the tick that puts it right. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#0b6b66" />
      <path d="M22.6 10.2A9 9 0 1 0 25 16" fill="none" stroke="#a6d9d5" strokeWidth="2.6" strokeLinecap="round" />
      <path
        d="m11.2 15.6 4.1 4.2L25.4 9"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
