/** Lets the browser save `content` as a file named `name`. */
export function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address); // the browser has begun to read by then
  }, 10_000);
}
