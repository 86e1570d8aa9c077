"""Facts and plans in and out: folder, workbook, plan files."""
