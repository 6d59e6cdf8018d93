import { getRouteApi, Navigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { startCall } from "./call";

const route = getRouteApi("/signed-in/console/call");

/** Where a telephone system sends the technician's browser: `/call?number=+49301234567`. */
export function CallPage() {
  const { number } = route.useSearch();
  useEffect(() => startCall(number), [number]);
  return <Navigate to="/queue" />;
}
