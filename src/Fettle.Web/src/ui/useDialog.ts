import { useState } from "react";

/** A dialog whose code is fetched when it is first opened, and which stays to be seen closing. */
export function useDialog() {
  const [{ opened, used }, set] = useState({ opened: false, used: false });
  return {
    opened,
    used,
    open: () => set({ opened: true, used: true }),
    close: () => set({ opened: false, used }),
  };
}
