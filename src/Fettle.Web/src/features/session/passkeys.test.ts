import { expect, test } from "vitest";
import { passkeyState } from "./passkeys";

const at = (address: string) => passkeyState(new URL(address) as unknown as Location, true);

test.each([
  ["http://127.0.0.1:7070/sign-in", "http://localhost:7070"],
  ["http://127.0.0.1/", "http://localhost"],
  ["http://[::1]:7070/", "http://localhost:7070"],
])("at_%s_passkeys_are_offered_at_%s", (address, instead) => {
  expect(at(address)).toEqual({ work: false, instead });
});

test("a_number_of_another_machine_has_no_name_to_offer", () => {
  expect(at("https://10.1.2.3/")).toEqual({ work: false, instead: null });
});
