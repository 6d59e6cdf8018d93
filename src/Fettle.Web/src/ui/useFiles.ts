import { type ClipboardEvent, type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "~/app/session";

const most = 10;

export type Files = ReturnType<typeof useFiles>;

/** Files that go with what is being written: chosen, pasted or dropped; what the server would refuse is refused here, with the reason. */
export function useFiles() {
  const { t, i18n } = useTranslation();
  const { largestUpload } = useMe();
  const [chosen, choose] = useState<File[]>([]);
  const [problem, setProblem] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  // In the unit of the setting, which counts a megabyte as 1024 × 1024.
  const limit = `${Math.floor(largestUpload / 1024 / 1024).toLocaleString(i18n.language)} MB`;

  const add = (list: FileList | File[] | null) => {
    const offered = [...chosen, ...(list ?? [])];
    const small = offered.filter((file) => file.size <= largestUpload);
    const large = offered.find((file) => file.size > largestUpload);
    choose(small.slice(0, most));
    setProblem(
      large
        ? t("common.files.tooLarge", { name: large.name, limit })
        : small.length > most
          ? t("common.files.tooMany", { count: most })
          : null,
    );
  };
  return {
    chosen,
    problem,
    limit,
    add,
    remove: (file: File) => choose(chosen.filter((one) => one !== file)),
    clear: () => choose([]),
    onPaste: (event: ClipboardEvent) => {
      if (event.clipboardData.files.length === 0) return;
      event.preventDefault();
      add(event.clipboardData.files);
    },
    /** For the element onto which files can be dropped. */
    target: {
      "data-over": over || undefined,
      onDragOver: (event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        add(event.dataTransfer.files);
      },
    },
  };
}
