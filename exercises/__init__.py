"""Your working files: one exercise each, in the order of their numbers."""

from kata import play

play.start()  # for python -i -c "from exercises.e02_value import *", in the course's folder
