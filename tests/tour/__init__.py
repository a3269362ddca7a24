"""The tour of `./dev tour`: a clerk's day driven through the real window, and a gallery of its pages. See docs/tour.md.

It lives beside the tests because it joins what the product keeps apart (window, courier, stand-in) and reads printed
codes back with a library that nothing shipped may import.
"""
