"""What contributors measure: engines, products and networks beside their peers, and a save until its verdict.

May use: race, results, sandbox, course. Only `epoch` and `pytorch` need the peers, and only where they are installed.
Begin with `latency`, the save until its verdict; `epoch` is one more race.
"""
