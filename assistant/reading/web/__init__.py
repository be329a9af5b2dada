"""A saved web page -> the notice in it: blocks as lines, navigation and page furniture left aside."""
