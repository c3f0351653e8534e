// 用 SSF 说出每个数在一种格式下看到的样子，或用 SheetJS 写一个表格文件；问题从标准输入以 JSON 读入。
const path = require("path");
const modules = path.join(__dirname, "..", "npm", "node_modules");
const request = JSON.parse(require("fs").readFileSync(0, "utf8"));

function shown([code, value]) {
  const SSF = require(path.join(modules, "ssf"));
  try {
    return SSF.format(code, value);
  } catch {
    return null; // 它不认的格式
  }
}

function write({ file, rows }) {
  const XLSX = require(path.join(modules, "xlsx"));
  const sheet = {};
  rows.forEach((cells, row) =>
    cells.forEach(([value, code], column) => {
      const plain = value === null || typeof value !== "object";
      const cell = plain ? { v: value, t: typeof value === "number" ? "n" : "s" } : { ...value };
      if (cell.t === "d") cell.v = new Date(cell.v);
      if (code) cell.z = code;
      sheet[XLSX.utils.encode_cell({ r: row, c: column })] = cell;
    }),
  );
  const last = XLSX.utils.encode_cell({ r: rows.length - 1, c: Math.max(...rows.map((cells) => cells.length)) - 1 });
  sheet["!ref"] = `A1:${last}`;
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, "表1");
  XLSX.writeFile(book, file, { bookType: "xlsx", cellDates: true });
}

if (process.argv[2] === "shown") {
  process.stdout.write(JSON.stringify(request.map(shown)));
} else {
  write(request);
}
