import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Failed, Loading } from "./States";

/** Shows a query's three states; `children` gets the data. */
export function Query<T>(props: { of: UseQueryResult<T>; rows?: number; children: (data: T) => ReactNode }) {
  const { of: query } = props;
  if (query.data !== undefined) return props.children(query.data);
  if (query.isError) return <Failed error={query.error} retry={() => void query.refetch()} />;
  return <Loading rows={props.rows} />;
}
