"""What people read of a plan: board, booklet, cards, calendars, workbook, chart."""
