import { createTheme, type MantineColorsTuple, type MantineThemeOverride } from "@mantine/core";

const fettle: MantineColorsTuple = [
  "#ecf8f7",
  "#d3edeb",
  "#a6d9d5",
  "#74c3bd",
  "#5bbab3",
  "#26968f",
  "#0f807a",
  "#0b6b66",
  "#085652",
  "#05403d",
];
const gray: MantineColorsTuple = [
  "#f5f8f8",
  "#eef2f3",
  "#dde4e6",
  "#c9d3d6",
  "#b0bcc1",
  "#7d8b92",
  "#55636b",
  "#44525a",
  "#303c43",
  "#1b2529",
];
const dark: MantineColorsTuple = [
  "#dbe3e6",
  "#b9c5ca",
  "#95a3aa",
  "#76858c",
  "#3b4950",
  "#29343a",
  "#1c252a",
  "#161d21",
  "#11171a",
  "#0e1416",
];

export const theme: MantineThemeOverride = createTheme({
  colors: { fettle, gray, dark },
  primaryColor: "fettle",
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  defaultRadius: "md",
  radius: { sm: "4px", md: "6px", lg: "10px" },
  fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif',
  fontFamilyMonospace: '"JetBrains Mono Variable", ui-monospace, Menlo, Consolas, monospace',
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  headings: {
    fontWeight: "620",
    sizes: { h1: { fontSize: "22px" }, h2: { fontSize: "16px" }, h3: { fontSize: "14px" } },
  },
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: "sm" } },
    TextInput: { defaultProps: { size: "sm" } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true } },
    Menu: { defaultProps: { shadow: "md", position: "bottom-end" } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45 } } },
  },
});
