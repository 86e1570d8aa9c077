"""The checks behind `summitry.summit.validate`: one function a table or concern, each yielding what is wrong."""
