import { Categories } from "./Categories";
import { CustomFields } from "./CustomFields";

/** How the desk sorts its tickets, and what it wants to know of them. */
export function Sorting() {
  return (
    <div style={{ display: "grid", gap: 16 }}>
      <Categories />
      <CustomFields />
    </div>
  );
}
