import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef } from "react";
import { Loading } from "./States";
import classes from "./VirtualRows.module.css";

interface Props<T> {
  label: string;
  items: T[];
  rowHeight: number;
  rowKey: (item: T) => string | number;
  /** Cells of one row, each with `role="gridcell"`. */
  row: (item: T, index: number) => ReactNode;
  head?: ReactNode;
  /** The row that the keyboard stands on. */
  current: number;
  selected?: (item: T) => boolean;
  more: boolean;
  loadMore: () => void;
}

/** A list of thousands: only the rows in view exist, and the next page is fetched before its end is reached. */
export function VirtualRows<T>(props: Props<T>) {
  const { items, current, more, loadMore } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => props.rowHeight,
    getItemKey: (index) => props.rowKey(items[index] as T),
    overscan: 12,
  });
  const visible = rows.getVirtualItems();
  const last = visible.at(-1)?.index ?? 0;

  useEffect(() => {
    if (more && last >= items.length - 30) loadMore();
  }, [more, last, items.length, loadMore]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a step of the keyboard scrolls, not a new page of rows
  useEffect(() => {
    if (current >= 0) rows.scrollToIndex(current, { align: "auto" });
  }, [current]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rows are measured anew when the layout changes their height
  useEffect(() => rows.measure(), [props.rowHeight]);

  return (
    <div ref={scroller} className={classes.scroller}>
      <div role="grid" aria-label={props.label} aria-rowcount={more ? -1 : items.length} tabIndex={0}>
        {props.head && (
          <div role="row" className={classes.head}>
            {props.head}
          </div>
        )}
        <div role="rowgroup" className={classes.rows} style={{ height: rows.getTotalSize() }}>
          {visible.map(({ key, index, start, size }) => {
            const item = items[index] as T;
            return (
              <div
                key={key}
                role="row"
                aria-rowindex={index + 1}
                aria-selected={props.selected?.(item)}
                data-current={index === current || undefined}
                className={classes.row}
                style={{ height: size, transform: `translateY(${start}px)` }}
              >
                {props.row(item, index)}
              </div>
            );
          })}
        </div>
      </div>
      {more && <Loading rows={2} />}
    </div>
  );
}
