/** A function of each language, NAME to be renamed: its body is its own, so that the rename is seen. */
export const samples: readonly { readonly file: string; readonly text: string }[] = [
  {
    file: 'a.ts',
    text: 'export function NAME(text: string): number {\n  const parts = text.trim().split(" ");\n  return parts.length;\n}\n',
  },
  {
    file: 'b.tsx',
    text: 'export function NAME(text: string) {\n  const parts = text.trim().split(" ");\n  return <b>{parts.length}</b>;\n}\n',
  },
  {
    file: 'c.js',
    text: 'export function NAME(line) {\n  const pieces = line.trim().split(",");\n  return pieces.length;\n}\n',
  },
  {
    file: 'D.java',
    text: 'class D {\n  int NAME(String text) {\n    String[] parts = text.trim().split(" ");\n    return parts.length;\n  }\n}\n',
  },
  { file: 'e.py', text: 'def NAME(text):\n    parts = text.strip().split(" ")\n    return len(parts)\n' },
  {
    file: 'f.kt',
    text: 'fun NAME(text: String): Int {\n    val parts = text.trim().split(" ")\n    return parts.size\n}\n',
  },
  {
    file: 'g.go',
    text: 'package g\n\nimport "strings"\n\nfunc NAME(text string) int {\n\tparts := strings.Split(strings.TrimSpace(text), " ")\n\treturn len(parts)\n}\n',
  },
  {
    file: 'H.cs',
    text: 'class H {\n  int NAME(string text) {\n    var parts = text.Trim().Split(" ");\n    return parts.Length;\n  }\n}\n',
  },
  { file: 'i.rb', text: 'def NAME(text)\n  parts = text.strip.split(" ")\n  parts.length\nend\n' },
  {
    file: 'j.php',
    text: '<?php\nfunction NAME($text) {\n  $parts = explode(" ", trim($text));\n  return count($parts);\n}\n',
  },
  {
    file: 'k.rs',
    text: 'fn NAME(text: &str) -> usize {\n    let parts = text.trim().split(" ");\n    parts.count()\n}\n',
  },
  {
    file: 'l.cpp',
    text: '#include <string>\n\nint NAME(const std::string& text) {\n  int parts = 1;\n  for (char c : text) if (c == 32) parts += 1;\n  return parts;\n}\n',
  },
];
