import { expect, test } from "vitest";
import { completions, lastPiece } from "./completion";

test("a_key_that_is_begun_is_completed_with_its_colon", () => {
  expect(completions("printer sta", {})).toEqual(["printer status:"]);
});

test("a_value_is_completed_where_it_stands_and_what_is_before_it_stays", () => {
  expect(completions('-status:new,op "blue screen" priority:p', {})).toContain(
    '-status:new,op "blue screen" priority:P1 ',
  );
  expect(completions("-status:new,op", {})).toEqual(["-status:new,open "]);
});

test("a_name_of_several_words_is_put_between_quotation_marks", () => {
  expect(completions('queue:"net', { queue: ["Network team"] })).toEqual(['queue:"Network team" ']);
});

test("words_between_quotation_marks_are_one_piece", () => {
  expect(lastPiece('a "blue scr')).toMatchObject({ before: "a ", key: null });
  expect(completions('"status', {})).toEqual([]);
});
