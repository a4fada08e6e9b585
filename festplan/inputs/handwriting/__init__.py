"""How people write, and how we write it: times, dates, lengths, money, lists."""
